package io.apium.adapter.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach Redis, and how long it keeps results.
 *
 * @param url {@code redis://user:password@host:port/db}, or {@code rediss://} for TLS, where the server
 *     must show a certificate for that host that this JVM trusts
 * @param expires how long records, timelines, flows and revocations are kept; at least a second
 */
@ConfigurationProperties("apium.result")
public record ResultProperties(
        @DefaultValue("redis://localhost:6379/0") String url,
        @DefaultValue("PT24H") Duration expires) {

    private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,9}");

    public ResultProperties {
        if (expires.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("apium.result.expires is at least PT1S, got: " + expires);
        }
        if (!DATABASE.matcher(parsed(url).uri().getRawPath()).matches()) {
            throw new IllegalArgumentException(
                    "apium.result.url (APIUM_RESULT_URL) must end with the number of a database, such as /0, or nothing");
        }
    }

    private static ServerUrl parsed(String url) {
        return ServerUrl.of(
                "apium.result.url (APIUM_RESULT_URL)",
                url,
                "redis://user:password@host:6379/0",
                List.of("redis", "rediss"));
    }

    public URI uri() {
        return URI.create(url);
    }

    /** Without the password, which must not come into a log. */
    @Override
    public String toString() {
        return "ResultProperties[url=" + parsed(url) + ", expires=" + expires + "]";
    }
}

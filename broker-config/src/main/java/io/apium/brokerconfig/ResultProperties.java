package io.apium.brokerconfig;

import java.net.URI;
import java.time.Duration;
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

    public ResultProperties {
        if (expires.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("apium.result.expires is at least PT1S, got: " + expires);
        }
        String scheme = Urls.scheme("apium.result.url (APIUM_RESULT_URL)", url);
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw new IllegalArgumentException(
                    "apium.result.url (APIUM_RESULT_URL) begins with redis:// or rediss://, got: " + Urls.masked(url));
        }
    }

    public URI uri() {
        return URI.create(url);
    }
}

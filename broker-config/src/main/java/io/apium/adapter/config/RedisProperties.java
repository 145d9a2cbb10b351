package io.apium.adapter.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connection to Redis, and the retention of results.
 *
 * @param url {@code redis://user:password@host:port/db}, or {@code rediss://} for TLS; the server's certificate must be
 *     valid for the host and trusted by the JVM
 * @param resultExpires how long records, timelines, flows and revocations are stored, at least a second
 */
@ConfigurationProperties("apium.redis")
public record RedisProperties(
        @DefaultValue("redis://localhost:6379/0") String url,
        @DefaultValue("PT24H") Duration resultExpires) {

    private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,9}");

    public RedisProperties {
        if (resultExpires.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "apium.redis.result-expires must be at least PT1S, got: " + resultExpires);
        }
        if (!DATABASE.matcher(parsed(url).uri().getRawPath()).matches()) {
            throw new IllegalArgumentException(
                    "apium.redis.url (APIUM_REDIS_URL) must end with the number of a database, such as /0, or nothing");
        }
    }

    private static ServerUrl parsed(String url) {
        return ServerUrl.of(
                "apium.redis.url (APIUM_REDIS_URL)",
                url,
                "redis://user:password@host:6379/0",
                List.of("redis", "rediss"));
    }

    public URI uri() {
        return URI.create(url);
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "RedisProperties[url=" + parsed(url) + ", resultExpires=" + resultExpires + "]";
    }
}

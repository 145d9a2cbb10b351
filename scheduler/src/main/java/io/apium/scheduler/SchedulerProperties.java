package io.apium.scheduler;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one scheduler works. What is due is the same for all of them, since it is in the store.
 *
 * @param enabled whether this process is one at all
 * @param lease how long what it has taken is left to it; others do its work that much later when it dies. 1 second to 1
 *     minute
 */
@ConfigurationProperties("apium.scheduler")
public record SchedulerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT3S") Duration lease) {

    private static final Duration LEASE_MIN = Duration.ofSeconds(1);
    private static final Duration LEASE_MAX = Duration.ofMinutes(1);

    public SchedulerProperties {
        if (lease.compareTo(LEASE_MIN) < 0 || lease.compareTo(LEASE_MAX) > 0) {
            throw new IllegalArgumentException("apium.scheduler.lease is 1 second to 1 minute, got: " + lease);
        }
    }
}

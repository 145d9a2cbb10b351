package io.apium.scheduler;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of one scheduler. Schedules and delayed tasks are the same for all, since they are in the store.
 *
 * @param enabled whether this process is a scheduler
 * @param lease how long claimed entries are reserved for it; when it dies, others process them that much later. 1
 *     second to 1 minute
 */
@ConfigurationProperties("apium.scheduler")
public record SchedulerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT3S") Duration lease) {

    private static final Duration LEASE_MIN = Duration.ofSeconds(1);
    private static final Duration LEASE_MAX = Duration.ofMinutes(1);

    public SchedulerProperties {
        if (lease.compareTo(LEASE_MIN) < 0 || lease.compareTo(LEASE_MAX) > 0) {
            throw new IllegalArgumentException("apium.scheduler.lease must be 1 second to 1 minute, got: " + lease);
        }
    }
}

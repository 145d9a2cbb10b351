package io.apium.scheduler;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys {@code apium.scheduler.*} of one scheduler.
 *
 * @param enabled whether this process runs a scheduler
 * @param lease how long claimed entries belong to this scheduler, 1 second to 1 minute; when it dies, other schedulers
 *     process them after that time
 */
@ConfigurationProperties("apium.scheduler")
public record SchedulerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT3S") Duration lease) {

    private static final Duration LEASE_MIN = Duration.ofSeconds(1);
    private static final Duration LEASE_MAX = Duration.ofMinutes(1);

    public SchedulerProperties {
        if (lease.compareTo(LEASE_MIN) < 0 || lease.compareTo(LEASE_MAX) > 0) {
            throw new IllegalArgumentException("apium.scheduler.lease must be PT1S to PT1M, got: " + lease);
        }
    }
}

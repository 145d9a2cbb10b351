package io.apium.adapter.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Queues that Apium declares because a message is published to them.
 *
 * @param maxQueues such queues of one process, at least 1; a message for one more is rejected. Existing queues and the
 *     queues of workers do not count
 * @param unusedQueuesAfter time without a publish after which such a queue is deleted, if it is empty and has no consumer;
 *     at least 2 hours, or 0 for never
 */
@ConfigurationProperties("apium.broker")
public record QueueProperties(
        @DefaultValue("1000") int maxQueues,
        @DefaultValue("P7D") Duration unusedQueuesAfter) {

    /** Every process that publishes to a queue says so once an hour. */
    private static final Duration UNUSED_MIN = Duration.ofHours(2);

    /** As without any configuration. */
    public static final QueueProperties USUAL = new QueueProperties(1_000, Duration.ofDays(7));

    public QueueProperties {
        if (maxQueues < 1) {
            throw new IllegalArgumentException("apium.broker.max-queues must be at least 1, got: " + maxQueues);
        }
        if (!unusedQueuesAfter.isZero() && unusedQueuesAfter.compareTo(UNUSED_MIN) < 0) {
            throw new IllegalArgumentException(
                    "apium.broker.unused-queues-after must be at least PT2H, or PT0S for never, got: "
                            + unusedQueuesAfter);
        }
    }
}

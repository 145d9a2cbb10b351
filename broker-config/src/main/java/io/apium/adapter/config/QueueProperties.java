package io.apium.adapter.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of queues that are made because a message is for them.
 *
 * @param maxQueues how many such queues one process makes and still uses; messages for more are refused. Queues that are
 *     there, and those that a worker takes from, do not count. 1 or more
 * @param unusedQueuesAfter how long nobody has published to such a queue when it is deleted, if it is empty and nobody takes
 *     from it; at least 2 hours, or 0 for never
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

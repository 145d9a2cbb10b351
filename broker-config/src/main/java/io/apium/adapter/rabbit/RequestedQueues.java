package io.apium.adapter.rabbit;

import io.apium.adapter.config.QueueProperties;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The queues that this process has published to. RabbitMQ keeps a queue for ever, and clients may name any number of
 * queues: so a missing one is declared only while this process has not declared too many. Once an hour each queue in
 * use is checked again and recorded as used, since unused ones are deleted.
 */
final class RequestedQueues {

    private static final long LOOK_NANOS = Duration.ofHours(1).toNanos();

    private final QueueProperties properties;
    private final Predicate<QueueName> exists;
    private final QueueUse use;
    private final LongSupplier nanos;

    /** When each was last checked. */
    private final Map<QueueName, Long> looked = new ConcurrentHashMap<>();

    /** Those that this process declared, by their last use. */
    private final Map<QueueName, Long> made = new ConcurrentHashMap<>();

    /** @param exists asks RabbitMQ */
    RequestedQueues(QueueProperties properties, Predicate<QueueName> exists, QueueUse use, LongSupplier nanos) {
        this.properties = properties;
        this.exists = exists;
        this.use = use;
        this.nanos = nanos;
    }

    /** Whether a message may be published without another check. */
    boolean isKnown(QueueName queue) {
        Long at = looked.get(queue);
        return at != null && nanos.getAsLong() - at < LOOK_NANOS;
    }

    /**
     * A message is for the queue, which is declared next.
     *
     * @throws MessageRejectedException when it does not exist, and too many were declared
     */
    void admit(QueueName queue) {
        long now = nanos.getAsLong();
        if (exists.test(queue)) {
            made.computeIfPresent(queue, (_, _) -> now);
            use.used(queue);
        } else {
            make(queue, now);
            use.created(queue);
        }
        looked.put(queue, now);
    }

    private synchronized void make(QueueName queue, long now) {
        if (made.size() >= properties.maxQueues()) {
            forgetUnused(now);
        }
        if (!made.containsKey(queue) && made.size() >= properties.maxQueues()) {
            throw new MessageRejectedException(
                    "queue '" + queue + "' does not exist, and this process has declared " + made.size()
                            + " queues, the limit of apium.broker.max-queues;"
                            + " start a worker that consumes it, or declare it",
                    null);
        }
        made.put(queue, now);
    }

    private void forgetUnused(long now) {
        Duration after = properties.unusedQueuesAfter();
        if (!after.isZero()) {
            made.values().removeIf(at -> now - at > after.toNanos());
        }
    }
}

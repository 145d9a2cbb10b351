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
 * The queues that messages of this process were for. RabbitMQ keeps a queue for ever, and whoever may send tasks may name
 * any number: so one that is not there yet is made only while this process has not made too many. Once an hour each queue
 * that is in use is looked at again, and said to be so, since unused ones are deleted.
 */
final class RequestedQueues {

    private static final long LOOK_NANOS = Duration.ofHours(1).toNanos();

    private final QueueProperties properties;
    private final Predicate<QueueName> exists;
    private final QueueUse use;
    private final LongSupplier nanos;

    /** When each was last looked at. */
    private final Map<QueueName, Long> looked = new ConcurrentHashMap<>();

    /** Those that were made here, by when they were last in use. */
    private final Map<QueueName, Long> made = new ConcurrentHashMap<>();

    /** @param exists asks RabbitMQ */
    RequestedQueues(QueueProperties properties, Predicate<QueueName> exists, QueueUse use, LongSupplier nanos) {
        this.properties = properties;
        this.exists = exists;
        this.use = use;
        this.nanos = nanos;
    }

    /** Whether a message may go there without another look. */
    boolean isKnown(QueueName queue) {
        Long at = looked.get(queue);
        return at != null && nanos.getAsLong() - at < LOOK_NANOS;
    }

    /**
     * A message is for the queue, which is declared next.
     *
     * @throws MessageRejectedException when it is not there, and too many were made
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
                    "queue '" + queue + "' does not exist, and this process has made " + made.size()
                            + " queues already, which is the most (apium.broker.max-queues);"
                            + " start a worker that takes from it, or declare it",
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

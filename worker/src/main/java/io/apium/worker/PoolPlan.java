package io.apium.worker;

import io.apium.task.QueueName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pool, and what it is fed from.
 *
 * @param name by which metrics and health tell it from the worker's others
 * @param queues at least one
 * @param prefetch messages in hand at once, or null where that is decided by how long they take
 */
record PoolPlan(
        String name,
        Pool.Kind kind,
        int slots,
        List<QueueName> queues,
        @Nullable Integer prefetch) {

    private static final int PREFETCH_PER_SLOT = 4;
    private static final int PREFETCH_BY_DEFAULT_MIN = 512;
    private static final int PREFETCH_MAX = 65_535;
    private static final int CONCURRENCY_MAX = 10_000;

    PoolPlan {
        queues = List.copyOf(queues);
    }

    /**
     * @param prefix the keys' own
     * @throws IllegalArgumentException naming the key and the value, when that cannot be
     */
    static PoolPlan of(String prefix, String name, WorkerProperties.FurtherPool pool) {
        check(!pool.queues().isEmpty(), prefix + ".queues names at least one queue", pool.queues());
        check(
                within(pool.concurrency(), CONCURRENCY_MAX),
                prefix + ".concurrency is 1 to " + CONCURRENCY_MAX,
                pool.concurrency());
        check(within(pool.prefetch(), PREFETCH_MAX), prefix + ".prefetch is 1 to " + PREFETCH_MAX, pool.prefetch());
        int slots = pool.concurrency() == null ? pool.pool().slotsByDefault : pool.concurrency();
        List<QueueName> queues =
                pool.queues().stream().map(queue -> queue(prefix, queue)).toList();
        return new PoolPlan(name, pool.pool(), slots, queues, pool.prefetch());
    }

    /** The most. */
    int messagesInHand() {
        return prefetch == null ? Math.max(PREFETCH_BY_DEFAULT_MIN, PREFETCH_PER_SLOT * slots) : prefetch;
    }

    private static QueueName queue(String prefix, String name) {
        try {
            return new QueueName(name);
        } catch (IllegalArgumentException e) {
            // the innermost message is the one that is shown
            throw new IllegalArgumentException(prefix + ".queues: " + e.getMessage());
        }
    }

    private static boolean within(@Nullable Integer value, int most) {
        return value == null || (value >= 1 && value <= most);
    }

    private static void check(boolean holds, String rule, @Nullable Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got: '" + value + "'");
        }
    }
}

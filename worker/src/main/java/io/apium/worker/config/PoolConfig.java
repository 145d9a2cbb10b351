package io.apium.worker.config;

import io.apium.task.QueueName;
import io.apium.worker.ProvidedPool;
import io.apium.worker.pool.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pool and the queues that it consumes.
 *
 * @param name in metrics, health and remote control
 * @param slots the number of slots, or the maximum where there is a minimum
 * @param slotsMin the number at the start and the minimum, or null where the number is fixed
 * @param queues at least one
 * @param prefetch unsettled messages at once, or null where the {@code PrefetchController} chooses
 */
public record PoolConfig(
        String name,
        Pool.Kind kind,
        int slots,
        @Nullable Integer slotsMin,
        List<QueueName> queues,
        @Nullable Integer prefetch) {

    private static final int PREFETCH_PER_SLOT = 4;
    private static final int PREFETCH_BY_DEFAULT_MIN = 512;
    private static final int PREFETCH_MAX = 65_535;

    public PoolConfig {
        queues = List.copyOf(queues);
    }

    static PoolConfig of(ProvidedPool pool) {
        return new PoolConfig(pool.name(), Pool.Kind.VIRTUAL, pool.slots(), null, pool.queues(), null);
    }

    /**
     * @param prefix the keys' own
     * @throws IllegalArgumentException naming the key and the value, when that cannot be
     */
    static PoolConfig of(String prefix, String name, WorkerProperties.FurtherPool pool) {
        check(!pool.queues().isEmpty(), prefix + ".queues must name at least one queue", pool.queues());
        check(
                within(pool.concurrency(), ProvidedPool.SLOTS_MAX),
                prefix + ".concurrency must be 1 to " + ProvidedPool.SLOTS_MAX,
                pool.concurrency());
        check(
                within(pool.prefetch(), PREFETCH_MAX),
                prefix + ".prefetch must be 1 to " + PREFETCH_MAX,
                pool.prefetch());
        int slots = pool.concurrency() == null ? pool.pool().slotsByDefault : pool.concurrency();
        check(
                within(pool.minConcurrency(), slots),
                prefix + ".min-concurrency must be 1 to " + prefix + ".concurrency, which is " + slots,
                pool.minConcurrency());
        List<QueueName> queues =
                pool.queues().stream().map(queue -> queue(prefix, queue)).toList();
        return new PoolConfig(name, pool.pool(), slots, pool.minConcurrency(), queues, pool.prefetch());
    }

    public int slotsAtFirst() {
        return slotsMin == null ? slots : slotsMin;
    }

    /** The largest number of unacked messages: as configured, or else four times the slots and at least 512. */
    public int prefetchMax() {
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

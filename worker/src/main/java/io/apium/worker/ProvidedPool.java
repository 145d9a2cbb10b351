package io.apium.worker;

import io.apium.task.QueueName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A pool of virtual threads, for tasks that wait for another device or process to compute.
 *
 * @param name the pool's name, different from those of the worker's other pools
 * @param queues the queues that it consumes from the start, one or more
 * @param further supplies more queues that it consumes; read every few seconds
 */
public record ProvidedPool(String name, int slots, List<QueueName> queues, Supplier<Set<QueueName>> further) {

    /** The largest number of slots of any pool. */
    public static final int SLOTS_MAX = 10_000;

    public ProvidedPool {
        queues = List.copyOf(queues);
        if (queues.isEmpty() || slots < 1 || slots > SLOTS_MAX) {
            throw new IllegalArgumentException("pool " + name + " has at least one queue and 1 to " + SLOTS_MAX
                    + " slots, got: " + queues + " and " + slots);
        }
    }
}

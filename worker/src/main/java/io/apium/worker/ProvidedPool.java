package io.apium.worker;

import io.apium.task.QueueName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A pool of virtual threads, for tasks that wait for something else to compute.
 *
 * @param name among the worker's pools
 * @param queues where it takes from at first, one or more
 * @param further where it takes from beside those: looked at every few seconds, and followed
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

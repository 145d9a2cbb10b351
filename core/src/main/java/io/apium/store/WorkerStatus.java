package io.apium.store;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.time.Instant;
import java.util.List;

/**
 * What a worker says of itself.
 *
 * @param node its name, by which others know it; several processes may have the same one by mistake
 * @param since when it was started
 * @param taskCount how many tasks it has
 * @param tasks their names, in order, up to {@value #TASKS_MAX} of them
 * @param devices empty for a worker that computes on none
 */
public record WorkerStatus(
        String node,
        long pid,
        Instant since,
        int taskCount,
        List<String> tasks,
        List<Pool> pools,
        List<Device> devices) {

    public static final int TASKS_MAX = 1_000;

    /**
     * Slots, and the queues that feed them.
     *
     * @param kind threads, virtual or process
     * @param busy slots in which something runs
     * @param stuck slots whose handlers go on though their attempts have ended
     * @param prefetch how many messages it would have in hand
     * @param inHand how many it has, which run or wait for a slot
     */
    public record Pool(
            String name, String kind, int slots, int busy, int stuck, List<String> queues, int prefetch, int inHand) {

        public Pool {
            queues = List.copyOf(queues);
        }
    }

    /**
     * Something that computes.
     *
     * @param id among those of its worker
     * @param kind gpu, cpu or java
     * @param name as its driver calls it
     * @param fp64 whether it has double precision
     * @param memoryBytes what works may take of it at once
     * @param utilisation the part of the last seconds in which anything ran, 0 to 1
     * @param waiting works in its line
     * @param running works on it
     * @param meanBatch works of a launch, over the last launches
     * @param restarts how often its process was started anew
     * @param ready whether it takes works now
     * @param trouble why it does not, or empty
     */
    public record Device(
            String id,
            String kind,
            String name,
            String driver,
            boolean fp64,
            long memoryBytes,
            long memoryUsedBytes,
            double utilisation,
            int waiting,
            int running,
            double meanBatch,
            long restarts,
            boolean ready,
            String trouble) {}

    public WorkerStatus {
        PlainText.check(MessageBounds.WORKER_NAME, node);
        tasks = tasks.stream().limit(TASKS_MAX).toList();
        pools = List.copyOf(pools);
        devices = List.copyOf(devices);
    }
}

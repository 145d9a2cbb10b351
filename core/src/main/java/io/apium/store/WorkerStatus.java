package io.apium.store;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.time.Instant;
import java.util.List;

/**
 * The status that a worker announces.
 *
 * @param node its name; several processes may have the same one by mistake
 * @param since when it was started
 * @param taskCount the number of its tasks
 * @param tasks their names, in order, up to {@value #TASKS_MAX} of them
 * @param devices empty for a worker without compute devices
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
     * A pool of slots and its queues.
     *
     * @param kind threads, virtual or process
     * @param busy slots that run something
     * @param stuck slots whose handlers are still running after their attempts have ended
     * @param prefetch the largest number of unacked messages
     * @param unacked unacked messages, which run or wait for a slot
     */
    public record Pool(
            String name, String kind, int slots, int busy, int stuck, List<String> queues, int prefetch, int unacked) {

        public Pool {
            queues = List.copyOf(queues);
        }
    }

    /**
     * A compute device.
     *
     * @param id unique in its worker
     * @param kind gpu, cpu or java
     * @param name the name that its driver reports
     * @param fp64 whether it has double precision
     * @param memoryBytes the memory that work may use at once
     * @param utilisation the share of the last seconds in which anything ran, 0 to 1
     * @param waiting queued work items
     * @param running running work items
     * @param meanBatch work items of a launch, over the last launches
     * @param restarts how often its process was restarted
     * @param ready whether it accepts work now
     * @param error why it does not, or empty
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
            String error) {}

    public WorkerStatus {
        PlainText.check(MessageBounds.WORKER_NAME, node);
        tasks = tasks.stream().limit(TASKS_MAX).toList();
        pools = List.copyOf(pools);
        devices = List.copyOf(devices);
    }
}

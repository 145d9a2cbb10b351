package io.apium.api.worker;

import io.apium.store.WorkerStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker as a client reads it. */
@Schema(description = "A worker, by its last word, which is a few seconds old at most")
public record WorkerView(
        @Schema(example = "apium@host") String node,

        long pid,

        Instant since,

        @Schema(description = "how many tasks it has") int taskCount,

        @Schema(description = "the names of up to 1,000 of them; not in a list of workers") @Nullable
        List<String> tasks,

        List<Pool> pools,

        @Schema(description = "what it computes on; empty for most workers")
        List<Device> devices) {

    /** Slots, and the queues that feed them. */
    @Schema(name = "WorkerPool")
    public record Pool(
            String name,

            @Schema(description = "threads, virtual or process")
            String kind,

            int slots,

            int busy,

            @Schema(description = "slots whose handlers go on though their attempts have ended")
            int stuck,

            List<String> queues,

            @Schema(description = "how many messages it would have in hand")
            int prefetch,

            @Schema(description = "how many it has, which run or wait for a slot")
            int inHand) {}

    /** Something that computes. */
    @Schema(name = "WorkerDevice")
    public record Device(
            @Schema(example = "opencl:0") String id,

            @Schema(description = "gpu, cpu or java") String kind,

            String name,

            String driver,

            @Schema(description = "whether it has double precision")
            boolean fp64,

            long memoryBytes,

            long memoryUsedBytes,

            @Schema(description = "the part of the last seconds in which anything ran, 0 to 1")
            double utilisation,

            int waiting,

            int running,

            @Schema(description = "works of a launch, over the last launches")
            double meanBatch,

            @Schema(description = "how often its process was started anew")
            long restarts,

            boolean ready,

            @Schema(description = "why it is not ready; missing while it is") @Nullable
            String error) {}

    static WorkerView of(WorkerStatus status) {
        return of(status, status.tasks());
    }

    /** Without the names of its tasks, which are many. */
    static WorkerView line(WorkerStatus status) {
        return of(status, null);
    }

    private static WorkerView of(WorkerStatus status, @Nullable List<String> tasks) {
        return new WorkerView(
                status.node(),
                status.pid(),
                status.since(),
                status.taskCount(),
                tasks,
                status.pools().stream().map(WorkerView::pool).toList(),
                status.devices().stream().map(WorkerView::device).toList());
    }

    private static Pool pool(WorkerStatus.Pool pool) {
        return new Pool(
                pool.name(),
                pool.kind(),
                pool.slots(),
                pool.busy(),
                pool.stuck(),
                pool.queues(),
                pool.prefetch(),
                pool.inHand());
    }

    private static Device device(WorkerStatus.Device device) {
        return new Device(
                device.id(),
                device.kind(),
                device.name(),
                device.driver(),
                device.fp64(),
                device.memoryBytes(),
                device.memoryUsedBytes(),
                device.utilisation(),
                device.waiting(),
                device.running(),
                device.meanBatch(),
                device.restarts(),
                device.ready(),
                device.error().isEmpty() ? null : device.error());
    }
}

package io.apium.api.worker;

import io.apium.store.WorkerStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker as a client reads it. */
@Schema(description = "The status that a worker published last; it publishes one every 2 seconds")
public record WorkerView(
        @Schema(example = "apium@host") String node,

        long pid,

        Instant since,

        @Schema(description = "number of its tasks") int taskCount,

        @Schema(description = "the names of up to 1,000 of its tasks; missing in the list of workers") @Nullable
        List<String> tasks,

        List<Pool> pools,

        @Schema(description = "its compute devices; empty for a worker without devices")
        List<Device> devices) {

    /** A pool of slots and its queues. */
    @Schema(name = "WorkerPool")
    public record Pool(
            String name,

            @Schema(description = "threads, virtual or process")
            String kind,

            int slots,

            int busy,

            @Schema(description = "slots whose handler still runs after its attempt has ended")
            int stuck,

            List<String> queues,

            @Schema(description = "largest number of unacked messages")
            int prefetch,

            @Schema(description = "unacked messages, running or waiting for a slot")
            int unacked) {}

    /** A compute device. */
    @Schema(name = "WorkerDevice")
    public record Device(
            @Schema(example = "opencl:0") String id,

            @Schema(description = "gpu, cpu or java") String kind,

            String name,

            String driver,

            @Schema(description = "whether the device has double precision")
            boolean fp64,

            long memoryBytes,

            long memoryUsedBytes,

            @Schema(description = "share of the last seconds in which any work ran, 0 to 1")
            double utilisation,

            int waiting,

            int running,

            @Schema(description = "mean number of work items per launch, over the last launches")
            double meanBatch,

            @Schema(description = "number of restarts of the device's process")
            long restarts,

            boolean ready,

            @Schema(description = "why the device is not ready; missing while it is ready") @Nullable
            String error) {}

    static WorkerView of(WorkerStatus status) {
        return of(status, status.tasks());
    }

    /** A view without the names of the tasks, for lists. */
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
                pool.unacked());
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

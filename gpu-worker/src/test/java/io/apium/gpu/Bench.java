package io.apium.gpu;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.array.ArrayWriter;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.TaskContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A kernel's task with fake devices, and a clock that moves only when the test sets it. */
final class Bench {

    static final Instant START = Instant.parse("2040-01-01T00:00:00Z");
    static final Duration WAIT = Duration.ofSeconds(20);
    static final QueueName HOME = new QueueName("gpu");

    final AtomicReference<Instant> now = new AtomicReference<>(START);
    final InstantSource clock = now::get;
    final MemoryStore store = new MemoryStore(clock);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final FakeDevice java = FakeDevice.java();
    final DeviceRegistry devices;
    final KernelTask task;

    Bench(FakeDevice... found) {
        this(new DeviceRegistry.Found(List.of(found), found.length == 0 ? "there is no driver" : ""));
    }

    private Bench(DeviceRegistry.Found found) {
        devices = new DeviceRegistry(java, () -> found);
        devices.open();
        ResultWriter results = new ResultWriter(new ArrayWriter(store.blobs(), Duration.ofHours(1)));
        DevicePlacer devicePlacer = new DevicePlacer(devices, store.workers(), HOME);
        task = new KernelTask(
                new FakeKernel(),
                new KernelTask.Common(
                        new ArrayReader(store.blobs(), 1 << 20),
                        devicePlacer,
                        results,
                        new GpuMeters(registry),
                        WAIT,
                        clock));
    }

    Object run(Signature call) throws Exception {
        return run(message(call));
    }

    Object run(TaskMessage message) throws Exception {
        devices.awaited();
        return task.run(message.signature(), new TaskContext(message, deadline(message), _ -> {}));
    }

    private @Nullable Instant deadline(TaskMessage message) {
        Duration limit = message.options().timing().hardLimit();
        return limit == null ? null : now.get().plus(limit);
    }

    /** Another worker has said that it has this device. */
    void announce(String kind, boolean fp64, boolean ready) {
        announce(kind, fp64, ready, List.of("gpu.twice"));
    }

    /** @param tasks that it has */
    void announce(String kind, boolean fp64, boolean ready, List<String> tasks) {
        var device = new WorkerStatus.Device("opencl:0", kind, "Card", "", fp64, 4L << 30, 0, 0, 0, 0, 0, 0, ready, "");
        List<String> queues = List.of("a", "b.gpu.fp64", "b.opencl.fp64", "b.gpu", "b.opencl");
        var pool = new WorkerStatus.Pool("gpu", "virtual", 1, 0, 0, queues, 1, 0);
        WorkerStatus other =
                new WorkerStatus("other@host", 7, START, tasks.size(), tasks, List.of(pool), List.of(device));
        store.workers().announce(other, Duration.ofHours(1)).join();
    }

    double count(String device, String outcome) {
        return registry.counter("apium.gpu.tasks", "task", "gpu.twice", "device", device, "outcome", outcome)
                .count();
    }

    static TaskMessage message(Signature call) {
        return Submission.of(call, SubmissionContext.client(START)).messages().getFirst();
    }

    static TaskOptions limited(Duration limit) {
        return TaskOptions.NONE.withTiming(new TaskOptions.Timing(null, null, limit, null));
    }
}

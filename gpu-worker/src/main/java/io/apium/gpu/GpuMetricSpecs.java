package io.apium.gpu;

import io.apium.metric.MetricSpec;
import io.apium.metric.MetricSpec.Kind;
import java.util.List;

/**
 * The metrics of a worker's devices; the tag {@code device} is the device's id, such as {@code opencl:0} or {@code
 * java}.
 */
final class GpuMetricSpecs {

    /** The prefix of the metrics that describe one device. */
    static final String DEVICE = "apium.gpu.device";

    static final MetricSpec TASKS =
            MetricSpec.counter("apium.gpu.tasks", "tasks by device and outcome", "task", "device", "outcome");
    static final MetricSpec LAUNCHES =
            MetricSpec.counter("apium.gpu.launches", "kernel launches, each counted once", "device");
    static final MetricSpec BATCH = new MetricSpec(
            "apium.gpu.batch",
            Kind.SUMMARY,
            List.of("device"),
            "computations",
            "computations in a launch, recorded once for each computation");
    static final MetricSpec WAIT =
            MetricSpec.timer("apium.gpu.wait", "time of a computation in the queue of its device", "device");
    static final MetricSpec PACK =
            MetricSpec.timer("apium.gpu.pack", "time to copy arrays into and out of the shared buffers", "device");
    static final MetricSpec TRANSFER =
            MetricSpec.timer("apium.gpu.transfer", "time to copy arrays to the device and back", "device");
    static final MetricSpec KERNEL =
            MetricSpec.timer("apium.gpu.kernel", "time that the kernel of a launch ran", "device");
    static final MetricSpec PROGRAMS = MetricSpec.counter(
            "apium.gpu.programs",
            "programs by the source they came from: memory, disk, built or none",
            "device",
            "cache");
    static final MetricSpec FALLBACK = MetricSpec.counter(
            "apium.gpu.fallback", "tasks that ran in Java because no other device accepted work", "task");
    static final MetricSpec MEMORY = MetricSpec.gauge(DEVICE + ".memory", "bytes", "memory for computations", "device");
    static final MetricSpec MEMORY_USED =
            MetricSpec.gauge(DEVICE + ".memory.used", "bytes", "memory that computations use", "device");
    static final MetricSpec UTILISATION = MetricSpec.gauge(
            DEVICE + ".utilisation", "", "share of the last time that the device computed, 0 to 1", "device");
    static final MetricSpec WAITING =
            MetricSpec.gauge(DEVICE + ".waiting", "", "computations in the queue of the device", "device");
    static final MetricSpec READY =
            MetricSpec.gauge(DEVICE + ".ready", "", "1 while the device accepts work, 0 while it does not", "device");
    static final MetricSpec RESTARTS =
            MetricSpec.counter(DEVICE + ".restarts", "restarts of the device's host process", "device");

    private GpuMetricSpecs() {}
}

package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.WorkProfile;
import io.apium.metric.MetricSpec;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Metrics of devices. The tags are names of kernels, devices and outcomes, so the number of time series is small. */
final class GpuMeters {

    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final MeterRegistry registry;

    GpuMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Replaces the metrics of an earlier device with the same id. */
    void watch(Device device) {
        String id = device.facts().id();
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(meter -> id.equals(meter.getTag("device")))
                .filter(meter -> meter.getName().startsWith(GpuMetricSpecs.DEVICE))
                .toList()
                .forEach(registry::remove);
        gauge(GpuMetricSpecs.MEMORY_USED, device, () -> device.load().memoryUsedBytes());
        gauge(GpuMetricSpecs.MEMORY, device, () -> device.facts().memoryBytes());
        gauge(GpuMetricSpecs.UTILISATION, device, () -> device.load().utilisation());
        gauge(GpuMetricSpecs.WAITING, device, () -> device.load().waiting());
        gauge(GpuMetricSpecs.READY, device, () -> device.load().ready() ? 1 : 0);
        FunctionCounter.builder(
                        GpuMetricSpecs.RESTARTS.name(),
                        device,
                        each -> each.load().restarts())
                .tag("device", id)
                .register(registry);
    }

    private void gauge(MetricSpec metric, Device device, Supplier<Number> value) {
        Gauge.builder(metric.name(), value)
                .tag("device", device.facts().id())
                .strongReference(true)
                .register(registry);
    }

    /** A computation succeeded. */
    void ran(String task, WorkProfile profile) {
        String device = profile.device();
        ended(task, device, "success");
        int batch = Math.max(1, profile.batch());
        if (profile.isFirst()) {
            registry.counter(GpuMetricSpecs.LAUNCHES.name(), "device", device).increment();
        }
        DistributionSummary.builder(GpuMetricSpecs.BATCH.name())
                .tag("device", device)
                .serviceLevelObjectives(BATCHES)
                .register(registry)
                .record(batch);
        time(GpuMetricSpecs.WAIT, device, profile.waited());
        time(GpuMetricSpecs.PACK, device, profile.pack());
        time(GpuMetricSpecs.TRANSFER, device, profile.transfer());
        time(GpuMetricSpecs.KERNEL, device, profile.kernel());
        String cache = profile.cache().name().toLowerCase(Locale.ROOT);
        registry.counter(GpuMetricSpecs.PROGRAMS.name(), "device", device, "cache", cache)
                .increment();
    }

    private void time(MetricSpec metric, String device, Duration took) {
        registry.timer(metric.name(), "device", device).record(took);
    }

    void ended(String task, String device, String outcome) {
        registry.counter(GpuMetricSpecs.TASKS.name(), "task", task, "device", device, "outcome", outcome)
                .increment();
    }

    /** A task for any device ran in Java, because no other device accepted work. */
    void fellBack(String task) {
        registry.counter(GpuMetricSpecs.FALLBACK.name(), "task", task).increment();
    }
}

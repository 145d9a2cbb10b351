package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.WorkProfile;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Metrics of devices. The labels are names of kernels, devices and outcomes, so there are few of them. */
final class GpuMeters {

    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final MeterRegistry registry;

    GpuMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the gauges of a device; a device with an id that was registered before is ignored. */
    void watch(Device device) {
        String id = device.facts().id();
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(meter -> id.equals(meter.getTag("device")))
                .filter(meter -> meter.getName().startsWith("apium.gpu.device"))
                .toList()
                .forEach(registry::remove);
        gauge("apium.gpu.device.memory.used", device, () -> device.load().memoryUsedBytes());
        gauge("apium.gpu.device.memory", device, () -> device.facts().memoryBytes());
        gauge("apium.gpu.device.utilisation", device, () -> device.load().utilisation());
        gauge("apium.gpu.device.waiting", device, () -> device.load().waiting());
        gauge("apium.gpu.device.ready", device, () -> device.load().ready() ? 1 : 0);
        FunctionCounter.builder(
                        "apium.gpu.device.restarts", device, each -> each.load().restarts())
                .tag("device", id)
                .register(registry);
    }

    private void gauge(String name, Device device, Supplier<Number> value) {
        Gauge.builder(name, value)
                .tag("device", device.facts().id())
                .strongReference(true)
                .register(registry);
    }

    /** Records a completed work. */
    void ran(String task, WorkProfile profile) {
        String device = profile.device();
        ended(task, device, "success");
        int batch = Math.max(1, profile.batch());
        // each work of a shared launch records its own share
        registry.counter("apium.gpu.launches", "device", device).increment(1.0 / batch);
        DistributionSummary.builder("apium.gpu.batch")
                .tag("device", device)
                .serviceLevelObjectives(BATCHES)
                .register(registry)
                .record(batch);
        time("wait", device, profile.waited());
        time("pack", device, profile.pack());
        time("transfer", device, profile.transfer());
        time("kernel", device, profile.kernel());
        String cache = profile.cache().name().toLowerCase(Locale.ROOT);
        registry.counter("apium.gpu.programs", "device", device, "cache", cache).increment();
    }

    private void time(String part, String device, Duration took) {
        registry.timer("apium.gpu." + part, "device", device).record(took);
    }

    void ended(String task, String device, String outcome) {
        registry.counter("apium.gpu.tasks", "task", task, "device", device, "outcome", outcome)
                .increment();
    }

    /** Counts a task without a device requirement that ran in Java because no other device accepted work. */
    void fellBack(String task) {
        registry.counter("apium.gpu.fallback", "task", task).increment();
    }
}

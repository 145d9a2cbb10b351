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

/** What is counted and timed of devices. Labels are the names of kernels, devices and outcomes, all of them few. */
final class GpuMeters {

    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final MeterRegistry registry;

    GpuMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Nothing more is counted of a device that was watched before under the same id. */
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

    /** A work has come to something. */
    void ran(String task, WorkProfile profile) {
        String device = profile.device();
        ended(task, device, "success");
        int batch = Math.max(1, profile.batch());
        // each of the works that shared it tells of its part
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

    /** A task that any device may run was run in Java, since no other takes work. */
    void fellBack(String task) {
        registry.counter("apium.gpu.fallback", "task", task).increment();
    }
}

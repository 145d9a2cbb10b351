package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The state of each device. Always UP: without devices the tasks run in Java. */
final class GpuHealth implements HealthIndicator {

    private final DeviceRegistry devices;

    GpuHealth(DeviceRegistry devices) {
        this.devices = devices;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Device device : devices.all()) {
            health.withDetail(device.facts().id(), detail(device));
        }
        if (!devices.error().isEmpty()) {
            health.withDetail("error", devices.error());
        }
        return health.build();
    }

    private static Map<String, Object> detail(Device device) {
        DeviceStatus status = device.load();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", device.facts().name());
        detail.put("ready", status.ready());
        detail.put("restarts", status.restarts());
        if (!status.error().isEmpty()) {
            detail.put("error", status.error());
        }
        return detail;
    }
}

package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.host.DeviceProbe;
import io.apium.gpu.device.host.HostLauncher;
import io.apium.gpu.device.opencl.OpenClDevice;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The OpenCL devices that {@code apium.gpu.devices} selects. */
final class OpenClDevices implements DeviceRegistry.Finder, AutoCloseable {

    private final GpuProperties properties;
    private @Nullable HostLauncher hosts;

    OpenClDevices(GpuProperties properties) {
        this.properties = properties;
    }

    @Override
    public DeviceRegistry.Found find() throws InterruptedException {
        if (!properties.looksForDevices()) {
            return none("apium.gpu.devices is none");
        }
        DeviceSettings settings = settings();
        try {
            HostLauncher jvm = hosts(settings);
            DeviceProbe.Found found = DeviceProbe.of(jvm, settings);
            List<DeviceInfo> used = found.devices().stream()
                    .filter(device -> properties.uses(device.id()))
                    .toList();
            if (used.isEmpty() && !found.devices().isEmpty()) {
                return none("apium.gpu.devices matches none of "
                        + found.devices().stream().map(DeviceInfo::id).collect(Collectors.joining(", ")));
            }
            List<Device> devices = used.stream()
                    .<Device>map(device -> new OpenClDevice(device, jvm, settings))
                    .toList();
            return new DeviceRegistry.Found(devices, found.error());
        } catch (IOException e) {
            return none("the program cache folder cannot be used: " + e.getMessage());
        }
    }

    private static DeviceRegistry.Found none(String error) {
        return new DeviceRegistry.Found(List.of(), error);
    }

    private synchronized HostLauncher hosts(DeviceSettings settings) throws IOException, InterruptedException {
        HostLauncher jvm = HostLauncher.install(settings);
        hosts = jvm;
        return jvm;
    }

    private DeviceSettings settings() {
        DeviceSettings usual = DeviceSettings.usual();
        return new DeviceSettings(
                properties.launchTimeout(),
                properties.maxMemory() == null
                        ? usual.memoryMaxBytes()
                        : properties.maxMemory().toBytes(),
                usual.launchers(),
                properties.maxBatchSize(),
                usual.recycleAfter(),
                usual.recycleLaunches(),
                properties.cacheFolder(),
                usual.environment());
    }

    /** Close this after the devices: their host processes use the installed files. */
    @Override
    public synchronized void close() {
        if (hosts != null) {
            hosts.close();
        }
    }
}

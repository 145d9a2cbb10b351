package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.Facts;
import io.apium.gpu.device.HostJvm;
import io.apium.gpu.device.OpenClDevice;
import io.apium.gpu.device.Probe;
import io.apium.gpu.device.Sandbox;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The devices that OpenCL has, as far as they are to be used: by kernels that are known, or by those of strangers. */
final class OpenCl implements Devices.Finder, AutoCloseable {

    private final GpuProperties properties;
    private final @Nullable Sandbox sandbox;
    private @Nullable HostJvm hosts;

    /** @param sandbox for strangers' kernels, of which each has a host of its own; null for all others */
    OpenCl(GpuProperties properties, @Nullable Sandbox sandbox) {
        this.properties = properties;
        this.sandbox = sandbox;
    }

    @Override
    public Devices.Found find() throws InterruptedException {
        if (!properties.looksForDevices()) {
            return none("apium.gpu.devices is none");
        }
        DeviceSettings settings = settings();
        try {
            HostJvm jvm = hosts(settings);
            Probe.Found found = Probe.of(jvm, settings);
            List<Facts> used = found.devices().stream()
                    .filter(device -> properties.uses(device.id()))
                    .toList();
            if (used.isEmpty() && !found.devices().isEmpty()) {
                return none("apium.gpu.devices names none of "
                        + found.devices().stream().map(Facts::id).collect(Collectors.joining(", ")));
            }
            List<Device> devices = used.stream()
                    .<Device>map(device -> new OpenClDevice(device, jvm, settings))
                    .toList();
            return new Devices.Found(devices, found.trouble());
        } catch (IOException e) {
            return none("there is no place for the programs of its host: " + e.getMessage());
        }
    }

    private static Devices.Found none(String trouble) {
        return new Devices.Found(List.of(), trouble);
    }

    private synchronized HostJvm hosts(DeviceSettings settings) throws IOException, InterruptedException {
        HostJvm jvm = HostJvm.install(settings);
        hosts = jvm;
        return sandbox == null ? jvm : jvm.in(sandbox);
    }

    private DeviceSettings settings() {
        DeviceSettings usual = DeviceSettings.usual();
        DeviceSettings settings = new DeviceSettings(
                properties.launchLimit(),
                properties.memoryMax() == null
                        ? usual.memoryMaxBytes()
                        : properties.memoryMax().toBytes(),
                usual.lanes(),
                properties.batchMax(),
                usual.recycleAfter(),
                usual.recycleLaunches(),
                properties.cacheFolder(),
                usual.environment());
        return sandbox == null ? settings : settings.eachAlone();
    }

    /** After the devices: their hosts use what this has installed. */
    @Override
    public synchronized void close() {
        if (hosts != null) {
            hosts.close();
        }
    }
}

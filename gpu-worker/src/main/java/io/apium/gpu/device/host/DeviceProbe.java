package io.apium.gpu.device.host;

import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.HostFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Lists the devices in a process of its own, because some drivers crash the process that loads them. */
public final class DeviceProbe {

    /** Longer than any driver takes to load and list its devices. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration LEAVE = Duration.ofSeconds(4);
    private static final double OF_ITS_MEMORY = 0.8;

    private DeviceProbe() {}

    /**
     * The devices found.
     *
     * @param error the reason why there is no device, or empty
     */
    public record Found(List<DeviceInfo> devices, String error) {

        public Found {
            devices = List.copyOf(devices);
        }
    }

    /** Searches for devices, for at most 30 s. A failure is not thrown, but described in {@code error}. */
    public static Found of(HostLauncher jvm, DeviceSettings settings) throws InterruptedException {
        return of(onFrame -> jvm.start("probe", List.of("--probe"), onFrame), settings, LIMIT);
    }

    static Found of(Host.Starter starter, DeviceSettings settings, Duration limit) throws InterruptedException {
        CompletableFuture<HostFrame> answer = new CompletableFuture<>();
        try {
            Host host = starter.start(answer::complete);
            var _ = host.gone().thenAccept(end -> answer.completeExceptionally(new IOException(end)));
            try {
                return found(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS), settings);
            } finally {
                host.kill();
                var _ = host.gone()
                        .copy()
                        .completeOnTimeout("", LEAVE.toNanos(), TimeUnit.NANOSECONDS)
                        .join();
            }
        } catch (TimeoutException e) {
            return none("the OpenCL drivers did not list their devices within " + limit);
        } catch (ExecutionException | IOException e) {
            Throwable reason = e instanceof ExecutionException ? e.getCause() : e;
            return none("the search for OpenCL devices failed: " + (reason == null ? e : reason.getMessage()));
        }
    }

    private static Found found(HostFrame answer, DeviceSettings settings) {
        if (!(answer instanceof HostFrame.Found(List<DeviceDescription> devices, String error))) {
            return none("the search for OpenCL devices failed: the host sent " + answer);
        }
        return new Found(
                IntStream.range(0, devices.size())
                        .mapToObj(index -> facts(index, devices.get(index), settings))
                        .toList(),
                error);
    }

    private static Found none(String error) {
        return new Found(List.of(), error);
    }

    public static DeviceInfo facts(int index, DeviceDescription device, DeviceSettings settings) {
        long memory = Math.min(settings.memoryMaxBytes(), (long) (OF_ITS_MEMORY * device.memoryBytes()));
        return new DeviceInfo(
                "opencl:" + index,
                device.accelerates() ? DeviceInfo.Kind.GPU : DeviceInfo.Kind.CPU,
                device.name(),
                device.platform() + ", driver " + device.version(),
                device.units(),
                memory,
                Math.min(memory, device.bufferBytes()),
                device.fp64(),
                device.groupSize(),
                device.localBytes());
    }
}

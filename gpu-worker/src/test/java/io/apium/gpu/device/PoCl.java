package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.device.host.DeviceProbe;
import io.apium.gpu.device.host.HostLauncher;
import io.apium.gpu.device.opencl.OpenClDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** OpenCL on this machine's processor, and what is asked of it. */
public final class PoCl {

    static final String INSTALL = "the tests need OpenCL on the processor; install it (on Debian: apt-get install"
            + " pocl-opencl-icd ocl-icd-libopencl1)";
    private static final long PATIENCE_SECONDS = 60;

    private PoCl() {}

    /** With a cache that the tests share, since a cold build takes a second. */
    public static DeviceSettings settings(Map<String, String> environment) {
        DeviceSettings usual = DeviceSettings.usual();
        return new DeviceSettings(
                usual.launchTimeout(),
                usual.memoryMaxBytes(),
                usual.launchers(),
                usual.batchMax(),
                usual.recycleAfter(),
                usual.recycleLaunches(),
                Path.of("target", "devices").toAbsolutePath(),
                environment);
    }

    static DeviceInfo facts(HostLauncher jvm, DeviceSettings settings) throws InterruptedException {
        DeviceProbe.Found found = DeviceProbe.of(jvm, settings);
        assertThat(found.devices())
                .as("%s; it said: %s", INSTALL, found.error())
                .isNotEmpty();
        return found.devices().getFirst();
    }

    public static OpenClDevice open(DeviceSettings settings) throws IOException, InterruptedException {
        HostLauncher jvm = HostLauncher.install(settings);
        return new OpenClDevice(facts(jvm, settings), jvm, settings);
    }

    public static WorkResult done(CompletableFuture<WorkResult> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public static void agree(Saxpy work, CompletableFuture<WorkResult> future) throws Exception {
        Map<String, NumericArray> outputs = done(future).outputs();
        assertThat(outputs).isEqualTo(work.compute());
    }

    public static Throwable fault(CompletableFuture<WorkResult> future) throws InterruptedException, TimeoutException {
        try {
            WorkResult result = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("it came to something: " + result);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    public static List<CompletableFuture<WorkResult>> submit(Device device, List<Saxpy> works, Duration limit) {
        return works.stream().map(work -> device.submit(work, limit)).toList();
    }
}

package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.Array;
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
final class PoCl {

    static final String INSTALL = "the tests need OpenCL on the processor; install it (on Debian: apt-get install"
            + " pocl-opencl-icd ocl-icd-libopencl1)";
    private static final long PATIENCE_SECONDS = 60;

    private PoCl() {}

    /** With a cache that the tests share, since a cold build takes a second. */
    static DeviceSettings settings(Map<String, String> environment) {
        DeviceSettings usual = DeviceSettings.usual();
        return new DeviceSettings(
                usual.launchLimit(),
                usual.memoryMaxBytes(),
                usual.lanes(),
                usual.batchMax(),
                usual.recycleAfter(),
                usual.recycleLaunches(),
                Path.of("target", "devices").toAbsolutePath(),
                environment);
    }

    static Facts facts(HostJvm jvm, DeviceSettings settings) throws InterruptedException {
        Probe.Found found = Probe.of(jvm, settings);
        assertThat(found.devices())
                .as("%s; it said: %s", INSTALL, found.trouble())
                .isNotEmpty();
        return found.devices().getFirst();
    }

    static OpenClDevice open(DeviceSettings settings) throws IOException, InterruptedException {
        HostJvm jvm = HostJvm.install(settings);
        return new OpenClDevice(facts(jvm, settings), jvm, settings);
    }

    static Done done(CompletableFuture<Done> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static void agree(Saxpy work, CompletableFuture<Done> future) throws Exception {
        Map<String, Array> outputs = done(future).outputs();
        assertThat(outputs).isEqualTo(work.compute());
    }

    static Throwable fault(CompletableFuture<Done> future) throws InterruptedException, TimeoutException {
        try {
            Done done = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("it came to something: " + done);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    static List<CompletableFuture<Done>> submit(Device device, List<Saxpy> works, Duration limit) {
        return works.stream().map(work -> device.submit(work, limit)).toList();
    }
}

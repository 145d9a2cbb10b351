package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.device.host.DeviceProbe;
import io.apium.gpu.device.host.HostLauncher;
import io.apium.gpu.device.opencl.OpenClDevice;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers, and places without any. */
class DriversIT {

    @TempDir
    private Path folder;

    @Test
    void oclgrind_finds_nothing_wrong_with_a_batch() throws Exception {
        Path library = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");
        assertThat(library)
                .as("the tests need Oclgrind; install it (on Debian: apt-get install oclgrind)")
                .exists();
        Files.writeString(folder.resolve("oclgrind.icd"), library + "\n");
        Path faults = folder.resolve("faults");
        DeviceSettings settings = PoCl.settings(Map.of(
                "OCL_ICD_VENDORS", folder + "/",
                "OCLGRIND_CHECK_API", "1",
                "OCLGRIND_DATA_RACES", "1",
                "OCLGRIND_UNINITIALIZED", "1",
                "OCLGRIND_LOG", faults.toString()));
        List<Saxpy> works =
                IntStream.range(0, 20).mapToObj(i -> Saxpy.good(i * 5, i)).toList();

        try (OpenClDevice device = PoCl.open(settings)) {
            assertThat(device.facts().kind()).isEqualTo(DeviceInfo.Kind.GPU);
            List<CompletableFuture<WorkResult>> futures = PoCl.submit(device, works, Duration.ofSeconds(20));
            for (int i = 0; i < works.size(); i++) {
                PoCl.agree(works.get(i), futures.get(i));
            }
        }

        assertThat(faults).content().isEmpty();
    }

    @Test
    void a_platform_may_have_several_devices() throws Exception {
        DeviceSettings settings = PoCl.settings(Map.of("POCL_DEVICES", "pthread pthread"));
        HostLauncher jvm = HostLauncher.install(settings);
        DeviceProbe.Found found = DeviceProbe.of(jvm, settings);

        assertThat(found.devices()).extracting(DeviceInfo::id).containsExactly("opencl:0", "opencl:1");
        try (OpenClDevice second = new OpenClDevice(found.devices().getLast(), jvm, settings)) {
            Saxpy work = Saxpy.good(1_000, 1);
            PoCl.agree(work, second.submit(work, null));
        }
    }

    @Test
    void a_place_without_a_driver_says_so() throws Exception {
        DeviceProbe.Found found = probe(Map.of("OCL_ICD_VENDORS", folder + "/"));

        assertThat(found.devices()).isEmpty();
        assertThat(found.error()).isEqualTo("libOpenCL has no driver: CL_PLATFORM_NOT_FOUND_KHR");
    }

    @Test
    void a_place_without_opencl_says_so() throws Exception {
        Files.createFile(folder.resolve("libOpenCL.so.1"));
        Files.createFile(folder.resolve("libOpenCL.so"));

        DeviceProbe.Found found = probe(Map.of("LD_LIBRARY_PATH", folder.toString()));

        assertThat(found.devices()).isEmpty();
        assertThat(found.error()).startsWith("libOpenCL.so.1 cannot be loaded");
    }

    @Test
    void a_driver_takes_no_signal_from_java() throws Exception {
        DeviceSettings settings = PoCl.settings(Map.of());
        HostLauncher jvm = HostLauncher.install(settings);
        ProcessBuilder builder = jvm.command(folder, List.of());
        List<String> line = builder.command();
        line.set(line.size() - 1, "io.apium.gpu.host.SignalsMain");
        line.set(
                line.size() - 2,
                line.get(line.size() - 2)
                        + File.pathSeparator
                        + Path.of("target", "test-classes").toAbsolutePath());

        Process process = builder.redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .as("divisions by zero, those that were noticed, builds that failed")
                .contains("SIGNALS 60000 60000 0");
    }

    private static DeviceProbe.Found probe(Map<String, String> environment) throws Exception {
        DeviceSettings settings = PoCl.settings(environment);
        return DeviceProbe.of(HostLauncher.install(settings), settings);
    }
}

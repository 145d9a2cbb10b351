package io.apium.gpu.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelFailedException;
import io.apium.gpu.device.DeviceException.KernelNotBuiltException;
import io.apium.gpu.device.DeviceException.KernelTimeLimitException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.device.DeviceException.WorkTooLargeException;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.PoCl;
import io.apium.gpu.device.Saxpy;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.device.host.DeviceProbe;
import io.apium.gpu.device.host.ScriptedHost;
import io.apium.gpu.device.queue.ProgramCache;
import io.apium.gpu.device.queue.ProgramQueue;
import io.apium.gpu.work.KernelProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenClDeviceTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final ScriptedHost.Log log = new ScriptedHost.Log();

    @TempDir
    private Path folder;

    private OpenClDevice device;

    @BeforeEach
    void open() {
        DeviceSettings settings = DeviceSettings.usual();
        DeviceInfo info = DeviceProbe.facts(0, ScriptedHost.DEVICE, settings);
        device = new OpenClDevice(info, settings, log, new ProgramCache(folder, 1 << 20));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void works_that_wait_share_launches() throws Exception {
        List<Saxpy> works = works(1_000, -1, 0);

        List<CompletableFuture<WorkResult>> futures = PoCl.submit(device, works, null);

        for (int i = 0; i < works.size(); i++) {
            PoCl.agree(works.get(i), futures.get(i));
        }
        assertThat(log.launches).hasSizeLessThan(1_000).allMatch(size -> size <= 256);
        assertThat(log.launches.stream().mapToInt(size -> size).sum()).isEqualTo(1_000);
    }

    @Test
    void only_the_work_that_crashes_alone_in_a_fresh_host_is_lost() throws Exception {
        all_but_one_are_right(ScriptedHost.CRASHES, null, DeviceLostException.class);
    }

    @Test
    void only_the_work_that_hangs_alone_is_over_its_limit() throws Exception {
        Saxpy first = Saxpy.good(10, 0);
        PoCl.agree(first, device.submit(first, null));
        await().until(() ->
                new ProgramCache(folder, 1 << 20).get(Saxpy.GOOD.key()).isPresent());

        all_but_one_are_right(ScriptedHost.HANGS, SHORT, KernelTimeLimitException.class);
    }

    @Test
    void a_host_that_answers_what_nobody_has_asked_is_a_host_that_crashed() throws Exception {
        all_but_one_are_right(ScriptedHost.LIES, null, DeviceLostException.class);
    }

    @Test
    void a_launch_that_is_refused_is_made_again_one_by_one() throws Exception {
        all_but_one_are_right(ScriptedHost.REFUSES, null, KernelFailedException.class);
        assertThat(log.hosts).hasSize(1);
    }

    private void all_but_one_are_right(float bad, Duration limit, Class<? extends DeviceException> fault)
            throws Exception {
        List<Saxpy> works = works(40, 20, bad);

        List<CompletableFuture<WorkResult>> futures = PoCl.submit(device, works, limit);

        for (int i = 0; i < works.size(); i++) {
            if (i != 20) {
                PoCl.agree(works.get(i), futures.get(i));
            }
        }
        assertThat(PoCl.fault(futures.get(20))).isInstanceOf(fault);
        Saxpy next = Saxpy.good(10, 0);
        PoCl.agree(next, device.submit(next, null));
    }

    @Test
    void a_program_that_does_not_compile_fails_its_works_and_no_others() throws Exception {
        KernelProgram program = Saxpy.program("// " + ScriptedHost.NO_PROGRAM, "");
        Saxpy good = Saxpy.good(10, 0);

        CompletableFuture<WorkResult> bad = device.submit(Saxpy.of(program, 1, 10, 0), null);

        PoCl.agree(good, device.submit(good, null));
        assertThat(PoCl.fault(bad)).isInstanceOf(KernelNotBuiltException.class).hasMessage("kernel.cl:1:1: error");
    }

    @Test
    void a_program_on_which_the_compiler_crashes_twice_fails_its_works_and_no_others() throws Exception {
        KernelProgram program = Saxpy.program("// " + ScriptedHost.DEADLY_PROGRAM, "");
        Saxpy good = Saxpy.good(10, 0);

        CompletableFuture<WorkResult> bad = device.submit(Saxpy.of(program, 1, 10, 0), null);

        PoCl.agree(good, device.submit(good, null));
        assertThat(PoCl.fault(bad)).isInstanceOf(DeviceLostException.class).hasMessageContaining("built");
    }

    @Test
    void what_the_device_cannot_hold_or_do_is_refused_at_once() throws Exception {
        KernelProgram doubles = new KernelProgram("test", "f", "", List.of(), 64, true);

        assertThat(PoCl.fault(device.submit(Saxpy.of(doubles, 1, 1, 0), null)))
                .isInstanceOf(NoCapableDeviceException.class)
                .hasMessageContaining("double precision");
        assertThat(PoCl.fault(device.submit(Saxpy.good(40_000_000, 0), null)))
                .isInstanceOf(WorkTooLargeException.class)
                .hasMessageContaining("320000064")
                .hasMessageContaining(Long.toString((1 << 28) - ProgramQueue.OVERHEAD));
    }

    @Test
    void what_is_under_way_when_the_device_is_closed_fails() throws Exception {
        CompletableFuture<WorkResult> future =
                device.submit(Saxpy.of(Saxpy.GOOD, ScriptedHost.HANGS, 10, 0), Duration.ofSeconds(20));

        device.close();

        assertThat(PoCl.fault(future)).isInstanceOf(DeviceLostException.class).hasMessageContaining("closed");
        assertThat(PoCl.fault(device.submit(Saxpy.good(1, 1), null))).isInstanceOf(DeviceLostException.class);
    }

    private static List<Saxpy> works(int count, int at, float bad) {
        List<Saxpy> works = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            works.add(Saxpy.of(Saxpy.GOOD, i == at ? bad : 2.5f, i, i));
        }
        return works;
    }
}

package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.gpu.array.Array;
import io.apium.gpu.work.Direct;
import io.apium.gpu.work.Direct.Argument;
import io.apium.gpu.work.Direct.Grid;
import io.apium.gpu.work.Program;
import io.apium.gpu.work.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** What kernels can do to a driver, each beside works that do nothing wrong. What was seen is written to a table. */
class CrashMatrixIT {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int NEIGHBOURS = 8;
    private static final List<String> TABLE =
            new ArrayList<>(List.of("| what | what came of it | hosts | seconds |", "|---|---|---|---|"));

    private static OpenClDevice device;

    @BeforeAll
    static void one_device_for_all() throws Exception {
        device = PoCl.open(PoCl.settings(Map.of()));
    }

    @AfterAll
    static void the_table_is_written() throws IOException {
        device.close();
        Files.writeString(Path.of("target", "crash-matrix.md"), String.join("\n", TABLE) + "\n");
    }

    @Test
    void a_write_far_out_of_bounds_is_a_lost_device() throws Exception {
        crashes("write far past the buffer", "if (a < 0) r[1L << 36] = 1;", DeviceFault.DeviceLost.class);
    }

    @Test
    void a_trap_is_a_lost_device() throws Exception {
        crashes("`__builtin_trap()`", "if (a < 0) __builtin_trap();", DeviceFault.DeviceLost.class);
    }

    @Test
    void an_endless_kernel_ends_at_its_limit() throws Exception {
        crashes(
                "endless loop",
                "volatile __global float* v = r; while (a < 0 && v[0] != 12345.0f) v[0] = 1;",
                DeviceFault.KernelTimeLimit.class);
    }

    @Test
    void a_barrier_that_some_never_reach_ends_at_the_limit_or_is_an_answer() throws Exception {
        crashes(
                "barrier that half of the group never reaches",
                "if (a < 0 && get_local_id(0) < 32) { barrier(CLK_GLOBAL_MEM_FENCE); barrier(CLK_GLOBAL_MEM_FENCE); }",
                null);
    }

    @Test
    void a_stack_that_is_too_small_is_a_lost_device() throws Exception {
        Program program = Saxpy.program(
                "",
                "volatile float big[4 << 20]; for (int k = 0; k < 4 << 20; k += 64) big[k] = a;"
                        + " if (big[(int) n] == 42) return;");

        alone("16 MiB on the stack", Saxpy.of(program, 1, 64, 1), DeviceFault.DeviceLost.class);
    }

    @Test
    void more_local_memory_than_there_is_is_refused() throws Exception {
        Program program = Saxpy.program(
                "",
                "__local float big[1 << 20]; big[get_local_id(0)] = a; barrier(CLK_LOCAL_MEM_FENCE);"
                        + " if (big[63 - get_local_id(0)] == 42) return;");

        alone("4 MiB of `__local` in the text", Saxpy.of(program, 1, 64, 1), DeviceFault.KernelFailed.class);
        alone(
                "16 MiB of local memory as an argument",
                direct("y[i] = 1;", List.of(new Argument.Out(4_096), new Argument.Local(16 << 20))),
                DeviceFault.KernelFailed.class);
    }

    @Test
    void a_write_just_past_a_buffer_or_before_it_harms_nobody_else() throws Exception {
        alone("write just past the buffer", writing("y[i + 1024 * 1024 / 4 + k * 64] = 7;"), null);
        alone("write before the buffer", writing("y[-1 - i - k * 64] = 7;"), null);
    }

    @Test
    void what_the_device_has_not_got_is_refused_with_both_numbers() throws Exception {
        DeviceSettings usual = PoCl.settings(Map.of());
        DeviceSettings small = new DeviceSettings(
                usual.launchLimit(), 64 << 20, 2, 256, usual.recycleAfter(), 1_000_000, usual.cacheFolder(), Map.of());
        try (OpenClDevice narrow = PoCl.open(small)) {
            Throwable fault = PoCl.fault(narrow.submit(
                    direct("y[i] = 1;", List.of(new Argument.Out(65 << 20), new Argument.Local(4))), null));

            assertThat(fault).isInstanceOf(DeviceFault.WorkTooLarge.class);
            assertThat(fault).hasMessageContaining("68157584").hasMessageContaining("67108864");
            row("more memory than the device may give", fault, 0, 0);
        }
    }

    @Test
    void a_host_that_is_killed_loses_nothing() throws Exception {
        List<Saxpy> works = IntStream.range(0, 200)
                .mapToObj(seed -> Saxpy.good(50_000, seed))
                .toList();
        long before = device.load().restarts();
        long from = System.nanoTime();
        List<CompletableFuture<Done>> futures = PoCl.submit(device, works, null);
        var _ = PoCl.done(futures.get(20));

        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("HostMain"))
                .forEach(ProcessHandle::destroyForcibly);

        for (int i = 0; i < works.size(); i++) {
            PoCl.agree(works.get(i), futures.get(i));
        }
        row("host killed with SIGKILL under 200 works", null, device.load().restarts() - before, from);
    }

    @Test
    void a_program_on_disk_that_was_cut_short_never_reaches_the_driver() throws Exception {
        Saxpy work = Saxpy.of(Saxpy.program("// cut short", ""), 2, 300, 1);
        Path file = kept(work);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        Done done = again(work, "binary in the cache cut short");

        assertThat(done.profile().cache()).isEqualTo(Profile.Cache.BUILT);
    }

    @Test
    void a_program_on_disk_on_which_the_driver_aborts_is_built_anew() throws Exception {
        Saxpy work = Saxpy.of(Saxpy.program("// with a header that says that it is whole", ""), 2, 300, 1);
        var _ = kept(work);
        ByteBuffer content = cache().get(work.program().key()).orElseThrow();
        cache().put(work.program().key(), content.slice(0, content.remaining() / 2));

        Done done = again(work, "binary in the cache on which the driver aborts");

        assertThat(done.profile().cache()).isEqualTo(Profile.Cache.BUILT);
    }

    private static ProgramCache cache() {
        Path folder = Objects.requireNonNull(PoCl.settings(Map.of()).cacheFolder());
        return ProgramCache.of(folder, device.facts(), 256 << 20);
    }

    /** Where what the driver makes of it is, when it has run once. */
    private static Path kept(Saxpy work) throws Exception {
        cache().delete(work.program().key());
        Path file = cache().file(work.program().key());
        try (OpenClDevice fresh = PoCl.open(PoCl.settings(Map.of()))) {
            PoCl.agree(work, fresh.submit(work, null));
            await().until(() -> Files.exists(file));
        }
        return file;
    }

    private static Done again(Saxpy work, String what) throws Exception {
        long from = System.nanoTime();
        try (OpenClDevice fresh = PoCl.open(PoCl.settings(Map.of()))) {
            CompletableFuture<Done> future = fresh.submit(work, null);
            PoCl.agree(work, future);
            row(what, null, fresh.load().restarts(), from);
            return PoCl.done(future);
        }
    }

    @Test
    void four_hosts_that_start_together_all_start() throws Exception {
        Path empty = Files.createDirectories(Path.of("target", "devices-fresh").toAbsolutePath());
        FileSystemUtils.deleteRecursively(empty);
        String drivers =
                Path.of("target", "devices", "drivers").toAbsolutePath().toString();
        DeviceSettings usual = PoCl.settings(Map.of("POCL_CACHE_DIR", drivers));
        DeviceSettings fresh = new DeviceSettings(
                usual.launchLimit(),
                Long.MAX_VALUE,
                2,
                256,
                usual.recycleAfter(),
                1_000_000,
                empty,
                usual.environment());
        long from = System.nanoTime();

        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(seed -> CompletableFuture.runAsync(() -> {
                    try (OpenClDevice one = PoCl.open(fresh)) {
                        Saxpy work = Saxpy.good(1_000, seed);
                        PoCl.agree(work, one.submit(work, null));
                        assertThat(one.load().restarts()).isZero();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();

        for (CompletableFuture<Void> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        row("four hosts started together, nothing unpacked yet", null, 0, from);
    }

    /** A batch of which one work is bad: it alone fails. */
    private static void crashes(String what, String bad, Class<? extends DeviceFault> expected) throws Exception {
        Program program = Saxpy.program("", bad);
        Saxpy first = Saxpy.of(program, 2.5f, 100, 0);
        PoCl.agree(first, device.submit(first, null));
        List<Saxpy> works = new ArrayList<>();
        IntStream.range(0, 2 * NEIGHBOURS + 1)
                .forEach(i -> works.add(Saxpy.of(program, i == NEIGHBOURS ? -1 : 2.5f, 100 + i, i)));
        long before = device.load().restarts();
        long from = System.nanoTime();

        List<CompletableFuture<Done>> futures = PoCl.submit(device, works, LIMIT);

        for (int i = 0; i < works.size(); i++) {
            if (i != NEIGHBOURS) {
                PoCl.agree(works.get(i), futures.get(i));
            }
        }
        outcome(what, futures.get(NEIGHBOURS), expected, before, from);
    }

    private static void alone(String what, Work work, Class<? extends DeviceFault> expected) throws Exception {
        long before = device.load().restarts();
        long from = System.nanoTime();
        outcome(what, device.submit(work, LIMIT), expected, before, from);
    }

    private static void outcome(
            String what, CompletableFuture<Done> future, Class<? extends DeviceFault> expected, long before, long from)
            throws Exception {
        Throwable fault = future.handle((_, failure) -> failure).get(60, TimeUnit.SECONDS);
        row(what, fault, device.load().restarts() - before, from);
        if (expected != null) {
            assertThat(fault).isInstanceOf(expected);
        }
        Saxpy next = Saxpy.good(1_000, 5);
        PoCl.agree(next, device.submit(next, null));
    }

    private static Direct writing(String statement) {
        return direct(
                "for (int k = 0; k < 64; k++) " + statement, List.of(new Argument.Out(1 << 20), new Argument.Local(4)));
    }

    private static Direct direct(String statement, List<Argument> arguments) {
        String source = "__kernel void f(__global float* y, __local float* l) { const int i = get_global_id(0); "
                + statement + " }";
        return new Direct(
                new Program("test.direct", "f", source, List.of(), 0, false),
                arguments,
                new Grid(List.of(64L), List.of(64L)),
                _ -> Map.of("out", Array.of(1f)));
    }

    private static synchronized void row(String what, Throwable fault, long hosts, long from) {
        String came = fault == null
                ? "an answer"
                : fault.getClass().getSimpleName() + ": "
                        + String.valueOf(fault.getMessage()).replace('|', '/');
        String seconds = from == 0 ? "" : "%.1f".formatted((System.nanoTime() - from) / 1e9);
        TABLE.add("| " + what + " | " + came + " | " + hosts + " | " + seconds + " |");
    }
}

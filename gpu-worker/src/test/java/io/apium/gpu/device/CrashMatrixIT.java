package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.device.opencl.OpenClDevice;
import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.DirectWork.Argument;
import io.apium.gpu.work.DirectWork.Grid;
import io.apium.gpu.work.KernelProgram;
import io.apium.gpu.work.KernelWork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What kernels can do to a driver, each beside works that do nothing wrong. What was seen is written to a table. */
class CrashMatrixIT {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int NEIGHBOURS = 8;
    private static final CrashTable TABLE = new CrashTable("crash-matrix.md");

    private static OpenClDevice device;

    @BeforeAll
    static void one_device_for_all() throws Exception {
        device = PoCl.open(PoCl.settings(Map.of()));
    }

    @AfterAll
    static void the_table_is_written() throws IOException {
        device.close();
        TABLE.write();
    }

    @Test
    void a_write_far_out_of_bounds_is_a_lost_device() throws Exception {
        crashes("write far past the buffer", "if (a < 0) r[1L << 36] = 1;", DeviceException.DeviceLostException.class);
    }

    @Test
    void a_trap_is_a_lost_device() throws Exception {
        crashes("`__builtin_trap()`", "if (a < 0) __builtin_trap();", DeviceException.DeviceLostException.class);
    }

    @Test
    void an_endless_kernel_ends_at_its_limit() throws Exception {
        crashes(
                "endless loop",
                "volatile __global float* v = r; while (a < 0 && v[0] != 12345.0f) v[0] = 1;",
                DeviceException.KernelTimeLimitException.class);
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
        KernelProgram program = Saxpy.program(
                "",
                "volatile float big[4 << 20]; for (int k = 0; k < 4 << 20; k += 64) big[k] = a;"
                        + " if (big[(int) n] == 42) return;");

        alone("16 MiB on the stack", Saxpy.of(program, 1, 64, 1), DeviceException.DeviceLostException.class);
    }

    @Test
    void more_local_memory_than_there_is_is_refused() throws Exception {
        KernelProgram program = Saxpy.program(
                "",
                "__local float big[1 << 20]; big[get_local_id(0)] = a; barrier(CLK_LOCAL_MEM_FENCE);"
                        + " if (big[63 - get_local_id(0)] == 42) return;");

        alone(
                "4 MiB of `__local` in the text",
                Saxpy.of(program, 1, 64, 1),
                DeviceException.KernelFailedException.class);
        alone(
                "16 MiB of local memory as an argument",
                direct("y[i] = 1;", List.of(new Argument.Out(4_096), new Argument.Local(16 << 20))),
                DeviceException.KernelFailedException.class);
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
                usual.launchTimeout(),
                64 << 20,
                2,
                256,
                usual.recycleAfter(),
                1_000_000,
                usual.cacheFolder(),
                Map.of());
        long from = System.nanoTime();
        try (OpenClDevice narrow = PoCl.open(small)) {
            Throwable fault = PoCl.fault(narrow.submit(
                    direct("y[i] = 1;", List.of(new Argument.Out(65 << 20), new Argument.Local(4))), null));

            assertThat(fault).isInstanceOf(DeviceException.WorkTooLargeException.class);
            assertThat(fault).hasMessageContaining("68157584").hasMessageContaining("67108864");
            TABLE.row("more memory than the device may give", fault, 0, from);
        }
    }

    /** A batch of which one work is bad: it alone fails. */
    private static void crashes(String what, String bad, Class<? extends DeviceException> expected) throws Exception {
        KernelProgram program = Saxpy.program("", bad);
        Saxpy first = Saxpy.of(program, 2.5f, 100, 0);
        PoCl.agree(first, device.submit(first, null));
        List<Saxpy> works = new ArrayList<>();
        IntStream.range(0, 2 * NEIGHBOURS + 1)
                .forEach(i -> works.add(Saxpy.of(program, i == NEIGHBOURS ? -1 : 2.5f, 100 + i, i)));
        long before = device.load().restarts();
        long from = System.nanoTime();

        List<CompletableFuture<WorkResult>> futures = PoCl.submit(device, works, LIMIT);

        for (int i = 0; i < works.size(); i++) {
            if (i != NEIGHBOURS) {
                PoCl.agree(works.get(i), futures.get(i));
            }
        }
        outcome(what, futures.get(NEIGHBOURS), expected, before, from);
    }

    private static void alone(String what, KernelWork work, Class<? extends DeviceException> expected)
            throws Exception {
        long before = device.load().restarts();
        long from = System.nanoTime();
        outcome(what, device.submit(work, LIMIT), expected, before, from);
    }

    private static void outcome(
            String what,
            CompletableFuture<WorkResult> future,
            Class<? extends DeviceException> expected,
            long before,
            long from)
            throws Exception {
        Throwable fault = future.handle((_, failure) -> failure).get(60, TimeUnit.SECONDS);
        TABLE.row(what, fault, device.load().restarts() - before, from);
        if (expected != null) {
            assertThat(fault).isInstanceOf(expected);
        }
        Saxpy next = Saxpy.good(1_000, 5);
        PoCl.agree(next, device.submit(next, null));
    }

    private static DirectWork writing(String statement) {
        return direct(
                "for (int k = 0; k < 64; k++) " + statement, List.of(new Argument.Out(1 << 20), new Argument.Local(4)));
    }

    private static DirectWork direct(String statement, List<Argument> arguments) {
        String source = "__kernel void f(__global float* y, __local float* l) { const int i = get_global_id(0); "
                + statement + " }";
        return new DirectWork(
                new KernelProgram("test.direct", "f", source, List.of(), 0, false),
                arguments,
                new Grid(List.of(64L), List.of(64L)),
                _ -> Map.of("out", NumericArray.of(1f)));
    }
}

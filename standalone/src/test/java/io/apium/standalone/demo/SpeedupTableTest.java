package io.apium.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Speedups;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedupTableTest {

    @Test
    void a_row_has_what_was_measured_and_what_the_laws_make_of_it() {
        assertThat(table(run(PoolKind.THREADS, 2, 5.5)))
                .containsSubsequence(
                        "a workload: an answer",
                        "3 tasks demo.echo, median of 3 rounds",
                        "seconds      S      E       e        4     8    16       4     8    16",
                        "  serial, a plain loop          10.00   1.00",
                        "  threads, 2 slots               5.50   1.82   0.91   0.100",
                        "3.08  4.71  6.40    3.45  6.73 13.27");
    }

    @Test
    void a_speedup_above_p_is_shown_as_it_is_and_counts_as_perfect_in_predictions() {
        assertThat(table(run(PoolKind.VIRTUAL, 2, 4)))
                .contains(
                        "virtual threads, 2 slots       4.00   2.50   1.25  -0.200     4.00  8.00 16.00    4.00  8.00");
    }

    @Test
    void nothing_is_predicted_from_what_is_slower_than_serial_or_has_one_slot() {
        assertThat(table(run(PoolKind.THREADS, 2, 20), run(PoolKind.THREADS, 1, 11)))
                .containsSubsequence(
                        "threads, 2 slots              20.00   0.50   0.25   3.000        -     -     -       -     -     -",
                        "threads, 1 slot               11.00   0.91   0.91       -",
                        "-     -     -       -     -     -");
    }

    private static PoolRun run(PoolKind kind, int slots, double seconds) {
        return PoolRun.of(kind, slots, new RoundTimes(List.of(seconds + 1, seconds, seconds - 1)), 10);
    }

    private static String table(PoolRun... runs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SpeedupTable(new Speedups(
                        "a workload", "demo.echo", 3, "an answer", 10, List.of(10.0, 9.0, 11.0), List.of(runs)))
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package io.apium.standalone.demo;

import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Prediction;
import io.apium.standalone.demo.DemoReport.Speedups;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the figures of one workload. A missing value is a dash. */
final class SpeedupTable {

    private final Speedups speedups;

    SpeedupTable(Speedups speedups) {
        this.speedups = speedups;
    }

    /** Explains the letters; printed once, below the last table. */
    static void printLegend(PrintStream out) {
        out.print("""

                S = serial seconds / seconds; serial is one plain loop on one thread, without a queue
                E = S / p on p slots; e = (1/S - 1/p) / (1 - 1/p) is the serial fraction of Karp and Flatt
                Amdahl, the same work on n cores: 1 / (e + (1 - e) / n); a negative e counts as 0
                Gustafson, work that grows with n: n - s (n - 1), s = e S; for e above 1 nothing is predicted
                """.indent(2));
    }

    void print(PrintStream out) {
        int rounds = speedups.serialRoundSeconds().size();
        out.printf("%n%s: %s%n", speedups.workload(), speedups.answer());
        out.printf(
                "%d tasks %s, %s%n%n",
                speedups.tasks(), speedups.task(), rounds == 1 ? "one round" : "median of " + rounds + " rounds");
        out.printf(
                "  %-26s %8s %6s %6s %7s   %-18s  %-18s%n", "", "", "", "", "", "Amdahl for n =", "Gustafson for n =");
        out.printf("  %-26s %8s %6s %6s %7s   %s  %s%n", "", "seconds", "S", "E", "e", cores(), cores());
        out.printf("  %-26s %8s %6s%n", "serial, a plain loop", number(8, 2, speedups.serialSeconds()), "1.00");
        speedups.runs().forEach(run -> out.println(row(run)));
    }

    private static String row(PoolRun run) {
        return "  %-26s %s %s %s %s   %s  %s"
                .formatted(
                        title(run),
                        number(8, 2, run.seconds()),
                        number(6, 2, run.speedup()),
                        number(6, 2, run.efficiency()),
                        number(7, 3, run.karpFlattSerialFraction()),
                        predicted(run, Prediction::amdahlSpeedup),
                        predicted(run, Prediction::gustafsonSpeedup));
    }

    private static String title(PoolRun run) {
        return "%s, %d %s".formatted(PoolKind.of(run.pool()).title(), run.slots(), run.slots() == 1 ? "slot" : "slots");
    }

    private static String cores() {
        return Prediction.CORES.stream().map("%6d"::formatted).collect(Collectors.joining());
    }

    private static String predicted(PoolRun run, ToDoubleFunction<Prediction> law) {
        List<Prediction> predictions = run.predictions();
        return predictions.isEmpty()
                ? "%6s".formatted("-").repeat(Prediction.CORES.size())
                : predictions.stream()
                        .map(prediction -> number(6, 2, law.applyAsDouble(prediction)))
                        .collect(Collectors.joining());
    }

    private static String number(int width, int decimals, @Nullable Double value) {
        String text = value == null ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}

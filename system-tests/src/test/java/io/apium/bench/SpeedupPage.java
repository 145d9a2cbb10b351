package io.apium.bench;

import io.apium.standalone.demo.DemoReport;
import io.apium.standalone.demo.DemoReport.Machine;
import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Prediction;
import io.apium.standalone.demo.DemoReport.Speedups;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of one run of the demo as a page of the documentation. */
final class SpeedupPage {

    private SpeedupPage() {}

    static String of(DemoReport report) {
        Machine machine = report.machine();
        return """
                # One run of the demo

                Made from [run.json](run.json) by `./apium bench chart`; [speedup.md](../speedup.md) says what it means.
                Commit %s, %d cores, %d slots, a heap of %d MiB, %s, %s.

                ![speedup of each workload on each pool](measured.svg)
                ![speedup on more cores, predicted](predicted.svg)
                """.formatted(
                                machine.commit(),
                                machine.processors(),
                                report.slots(),
                                machine.heapMebibytes(),
                                machine.operatingSystem(),
                                machine.java())
                + report.workloads().stream().map(SpeedupPage::table).collect(Collectors.joining());
    }

    /** A run's pool and slots, in words. */
    static String name(PoolRun run) {
        return "%s, %d %s".formatted(run.pool(), run.slots(), run.slots() == 1 ? "slot" : "slots");
    }

    private static String table(Speedups workload) {
        int rounds = workload.serialRoundSeconds().size();
        return """

                ## %s

                %d tasks `%s`, median of %d rounds. The answer in all of them: %s.

                | | seconds | S | E | e | Amdahl, n = 4, 8, 16 | Gustafson, n = 4, 8, 16 |
                |---|---|---|---|---|---|---|
                | serial, a plain loop | %s | 1 | | | | |
                """.formatted(
                                capitalized(workload.workload()),
                                workload.tasks(),
                                workload.task(),
                                rounds,
                                workload.answer(),
                                number(2, workload.serialSeconds()))
                + workload.runs().stream().map(SpeedupPage::row).collect(Collectors.joining());
    }

    private static String row(PoolRun run) {
        return "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        name(run),
                        number(2, run.seconds()),
                        number(2, run.speedup()),
                        number(2, run.efficiency()),
                        number(3, run.karpFlattSerialFraction()),
                        predicted(run.predictions(), Prediction::amdahlSpeedup),
                        predicted(run.predictions(), Prediction::gustafsonSpeedup));
    }

    private static String predicted(List<Prediction> predictions, ToDoubleFunction<Prediction> law) {
        return predictions.stream()
                .map(prediction -> number(2, law.applyAsDouble(prediction)))
                .collect(Collectors.joining(", "));
    }

    private static String capitalized(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static String number(int decimals, @Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

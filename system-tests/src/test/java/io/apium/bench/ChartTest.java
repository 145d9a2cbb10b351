package io.apium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.standalone.demo.DemoReport;
import io.apium.standalone.demo.DemoReport.Machine;
import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Prediction;
import io.apium.standalone.demo.DemoReport.Speedups;
import io.apium.standalone.demo.DemoReport.WordsCounted;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ChartTest {

    private static final Path CHECKED_IN = Path.of("../docs/speedup");

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void the_page_in_the_documentation_is_that_of_the_run_beside_it() throws Exception {
        int code = chart(CHECKED_IN.resolve("run.json"), folder);

        assertThat(code).isZero();
        assertThat(folder.resolve("run.md"))
                .as("docs/speedup is stale: refresh it with ./apium bench chart docs/speedup/run.json docs/speedup")
                .hasSameTextualContentAs(CHECKED_IN.resolve("run.md"));
        assertThat(Files.readString(folder.resolve("run.md")))
                .contains("| serial, a plain loop |")
                .contains("| threads, 2 slots |")
                .contains("`demo.collatz`");
        assertThat(Files.readString(folder.resolve("measured.svg")))
                .contains("<svg")
                .endsWith("</svg>\n");
        assertThat(Files.readString(folder.resolve("predicted.svg")))
                .contains("<svg")
                .endsWith("</svg>\n");
    }

    @Test
    void a_bar_is_what_was_measured_and_a_line_goes_through_it() {
        PoolRun run = new PoolRun("threads", 2, 5.5, List.of(5.5), 1.8, 0.9, 0.1, List.of(new Prediction(4, 3, 3.4)));
        PoolRun slow = new PoolRun("threads", 2, 20, List.of(20.0), 0.5, 0.25, 3.0, List.of());
        SpeedupCharts charts = new SpeedupCharts(new DemoReport(
                new Machine(2, 1_000, "an OS", "a JVM", null),
                2,
                new WordsCounted(1, 1, 1, 1, 1, true),
                List.of(workload("demo.random_list", slow), workload("demo.collatz", run))));

        assertThat(charts.measured().getSeriesMap()).containsOnlyKeys("demo.random_list", "demo.collatz");
        assertThat(values(charts.measured().getSeriesMap().get("demo.collatz").getYData()))
                .containsExactly(1.8);
        assertThat(charts.predicted().getSeriesMap())
                .containsOnlyKeys("demo.collatz, Amdahl", "demo.collatz, Gustafson", "ideal, S = n");
        assertThat(charts.predicted().getSeriesMap().get("demo.collatz, Amdahl").getYData())
                .containsExactly(1, 1.8, 3);
        assertThat(charts.predicted()
                        .getSeriesMap()
                        .get("demo.collatz, Gustafson")
                        .getXData())
                .containsExactly(1, 2, 4);
    }

    private static Speedups workload(String task, PoolRun run) {
        return new Speedups("some work", task, 3, "an answer", 10, List.of(10.0), List.of(run));
    }

    private static List<Double> values(Iterable<? extends Number> numbers) {
        List<Double> values = new ArrayList<>();
        numbers.forEach(number -> values.add(number.doubleValue()));
        return values;
    }

    @Test
    void what_is_no_run_and_what_is_no_folder_are_refused() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"measures\": {}}");

        assertThat(chart(other, folder)).isEqualTo(2);
        assertThat(err.toString()).contains("other.json is not what demo --json prints");
        assertThat(chart(folder.resolve("none.json"), folder)).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read").contains("none.json");
        assertThat(chart(other, folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere is not a folder");
    }

    private int chart(Path run, Path into) {
        return new CommandLine(new Bench())
                .setErr(new PrintWriter(err))
                .execute("chart", run.toString(), into.toString());
    }
}

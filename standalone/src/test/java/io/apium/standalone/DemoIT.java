package io.apium.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apium.standalone.demo.DemoReport;
import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Speedups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a process, with two processors and a hundredth of the work. */
class DemoIT {

    private static final long SECONDS_MAX = 180;

    @TempDir
    private Path folder;

    @Test
    void it_prints_counts_that_agree_and_a_table_for_each_workload() throws Exception {
        Path out = folder.resolve("out");

        int code = demo(out, folder.resolve("err"));

        assertThat(code).isZero();
        assertThat(Files.readString(out))
                .containsSubsequence(
                        "2 cores, 2 slots",
                        "counts agree: 3 different words",
                        "10 lists of 100,000 random numbers: a checksum of",
                        "serial, a plain loop",
                        "threads, 1 slot",
                        "threads, 2 slots",
                        "virtual threads, 2 slots",
                        "processes, 2 slots",
                        "longest Collatz chain from 1 to 80,000, in 80 ranges: 77,031, after 350 steps",
                        "processes, 2 slots");
    }

    @Test
    void with_json_standard_output_is_one_document_and_the_rest_goes_elsewhere() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");

        int code = demo(out, err, "--json");

        String json = Files.readString(out);
        DemoReport report = DemoReport.parse(json); // which refuses anything that follows the document
        assertThat(code).isZero();
        assertThat(report.slots()).isEqualTo(2);
        assertThat(report.machine().processors()).isEqualTo(2);
        assertThat(report.wordCount().agree()).isTrue();
        assertThat(report.wordCount().differentWords()).isEqualTo(3);
        assertThat(report.workloads()).extracting(Speedups::task).containsExactly("demo.random_list", "demo.collatz");
        assertThat(report.workloads()).allSatisfy(DemoIT::addsUp);
        assertThat(Files.readString(err)).contains("counts agree").contains("serial, a plain loop");
        JsonNode run = new JsonMapper().readTree(json).at("/workloads/0/runs/1");
        assertThat(run.propertyNames())
                .containsExactly(
                        "pool",
                        "slots",
                        "seconds",
                        "roundSeconds",
                        "speedup",
                        "efficiency",
                        "karpFlattSerialFraction",
                        "predictions");
    }

    private static void addsUp(Speedups workload) {
        assertThat(workload.serialSeconds()).isPositive();
        assertThat(workload.runs())
                .extracting(run -> run.pool() + " " + run.slots())
                .containsExactly("threads 1", "threads 2", "virtual 2", "process 2");
        for (PoolRun run : workload.runs()) {
            assertThat(run.seconds()).isPositive();
            assertThat(run.roundSeconds()).contains(run.seconds());
            assertThat(run.speedup() * run.seconds()).isCloseTo(workload.serialSeconds(), within(1e-9));
            assertThat(run.efficiency() * run.slots()).isCloseTo(run.speedup(), within(1e-9));
        }
        assertThat(workload.runs().getFirst().karpFlattSerialFraction()).isNull();
        assertThat(workload.runs().get(1).karpFlattSerialFraction()).isNotNull();
    }

    private int demo(Path out, Path err, String... options) throws Exception {
        Path texts = Files.createDirectory(folder.resolve("texts"));
        Files.writeString(texts.resolve("one"), "one two two\n");
        Files.writeString(texts.resolve("two"), "Three, two, one\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=2",
                "-Dapium.worker.child.cache=" + folder.resolve("cache"),
                "-cp",
                System.getProperty("java.class.path"),
                Apium.class.getName(),
                "demo",
                "--quick",
                texts.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, SECONDS))
                    .as("the demo ended: %s", Files.readString(err))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}

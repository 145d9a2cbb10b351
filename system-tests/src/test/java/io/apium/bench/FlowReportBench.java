package io.apium.bench;

import io.apium.client.FlowClient;
import io.apium.flow.FlowState;
import io.apium.flow.report.CriticalPath.Step;
import io.apium.flow.report.FlowReport;
import io.apium.flow.report.SpeedupForecast;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.FlowTimingStore;
import io.apium.task.TaskId;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What the report of one slot promises of two, and what two came to: the same words, counted by one worker and by two. */
final class FlowReportBench {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final TestServer rabbit;
    private final TestServer redis;
    private final int heapMebibytes;

    FlowReportBench(TestServer rabbit, TestServer redis, int heapMebibytes) {
        this.rabbit = rabbit;
        this.redis = redis;
        this.heapMebibytes = heapMebibytes;
    }

    void run(DebianText text) throws Exception {
        System.out.printf("report of the words of %.0f MB: %s%n", text.bytes() / 1e6, text.madeOf());
        FlowReport one = report(text, 1);
        FlowReport two = report(text, 2);
        double ratio = (double) one.makespan().toNanos() / two.makespan().toNanos();
        SpeedupForecast speedupForecast = one.speedupForecast();
        System.out.printf(
                "  T1/T2 is %.2f; Amdahl promised %s%n",
                ratio,
                speedupForecast == null
                        ? "nothing"
                        : "%.2f, by a serial fraction of %.3f in the run on one slot"
                                .formatted(amdahl(speedupForecast, 2), speedupForecast.serialFraction()));
    }

    private static double amdahl(SpeedupForecast speedupForecast, int slots) {
        return speedupForecast.predictions().stream()
                .filter(prediction -> prediction.slots() == slots)
                .findFirst()
                .orElseThrow()
                .amdahl();
    }

    private FlowReport report(DebianText corpus, int workers) throws Exception {
        try (FlowSide flows = new FlowSide(rabbit.url(), redis.url(), workers, heapMebibytes)) {
            BlobId text = WordCountBench.uploaded(corpus, flows.port(BlobStore.class));
            // until the JVMs have compiled what matters: as much for each of them
            for (int i = 0; i < workers; i++) {
                flows.run(WordCountBench.plan(text, corpus.bytes()), PATIENCE);
            }
            FlowSide.Ran ran = flows.run(WordCountBench.plan(text, corpus.bytes()), PATIENCE);
            FlowState flow = ended(flows.port(FlowClient.class), ran.id());
            Instant end = Objects.requireNonNull(flow.endedAt());
            FlowReport report =
                    FlowReport.of(flow, flows.port(FlowTimingStore.class).find(ran.id()), end, null);
            print(report);
            return report;
        }
    }

    /** Its result is there a moment before the ledger says that it has ended. */
    private static FlowState ended(FlowClient flows, TaskId id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> flows.find(id).orElseThrow(), flow -> flow.endedAt() != null);
    }

    private static void print(FlowReport report) {
        System.out.printf(
                "  slots %d, workers %d: %s s, parts together %s s, S %s, E %s, idle %s, queueing %s%n",
                report.slots(),
                report.workers(),
                seconds(report.makespan()),
                seconds(report.serial().time()),
                ratio(report.speedup()),
                ratio(report.efficiency()),
                ratio(report.idle()),
                ratio(report.queueing()));
        System.out.printf(
                "    critical path %s s: %s%n",
                seconds(report.path().total()),
                report.path().steps().stream().map(FlowReportBench::shown).collect(Collectors.joining(", then ")));
    }

    private static String shown(Step step) {
        String node = step.node().isEmpty() ? "the map" : step.node();
        return node + " " + seconds(Duration.between(step.first(), step.last())) + " s";
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toNanos() / 1e9);
    }

    private static String ratio(@Nullable Double value) {
        return value == null ? "unknown" : "%.2f".formatted(value);
    }
}

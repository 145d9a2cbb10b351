package io.apium.bench;

import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./apium bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Apium beside the raw broker and Celery, on the same RabbitMQ and Redis.",
        subcommands = {
            Chart.class,
            ChildrenBench.class,
            DelaysBench.class,
            FlowsBench.class,
            GpuBench.class,
            GpuTasksBench.class,
            LimitsBench.class,
            SizingBench.class
        })
final class Bench implements Callable<Integer> {

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--tasks", defaultValue = "40000", description = "tasks in one round (default ${DEFAULT-VALUE})")
    private int tasks;

    @Option(names = "--json", description = "where to write the figures (default bench.json in the build folder)")
    private @Nullable Path json;

    @Option(names = "--no-celery", description = "leaves Celery out, also where it is installed")
    private boolean withoutCelery;

    static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        BenchReport report = new BenchReport();
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                ApiumSide apium = new ApiumSide(rabbit.url(), redis.url());
                CelerySide celery = CelerySide.of(rabbit.url(), redis.url(), withoutCelery)) {
            RabbitPerfTest raw = new RabbitPerfTest(rabbit.url(), apium.messageBytes());
            // until the two JVMs have compiled what matters
            apium.throughput(2 * tasks);
            apium.roundTripMillis(5_000);
            for (int round = 1; round <= rounds; round++) {
                System.out.printf("round %d of %d%n", round, rounds);
                // what takes one at a time is measured first, while the broker is idle
                report.add("Apium, round trip ms", apium.roundTripMillis(500));
                if (celery.isInstalled()) {
                    report.add("Celery, round trip ms", celery.roundTripMillis(200));
                }
                report.add("Apium, chord of 1,000 s", apium.chordSeconds(1_000));
                if (celery.isInstalled()) {
                    report.add("Celery, chord of 1,000 s", celery.chordSeconds(1_000));
                }
                report.add("raw broker, messages/s", raw.rate());
                report.add("Apium, tasks/s", apium.throughput(tasks));
                if (celery.isInstalled()) {
                    report.add("Celery, tasks/s", celery.throughput(tasks / 10));
                }
            }
        }
        report.ratio("Apium / raw broker, rate", "Apium, tasks/s", "raw broker, messages/s");
        if (!withoutCelery) {
            report.ratio("Apium / Celery, rate", "Apium, tasks/s", "Celery, tasks/s");
            report.ratio("Apium / Celery, round trip", "Apium, round trip ms", "Celery, round trip ms");
            report.ratio("Apium / Celery, chord of 1,000", "Apium, chord of 1,000 s", "Celery, chord of 1,000 s");
        }
        report.print(System.out);
        report.write(json == null ? Path.of("bench.json") : json);
        return 0;
    }
}

package io.apium.bench;

import io.apium.system.LimitedTasks;
import io.apium.system.OverloadedWorkers;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench limits}: far more tasks than their limit lets start; and what limits cost the tasks that have none,
 * on a worker with limited tasks beside one without.
 */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        description = "A rate over three workers under twenty times as much load; and tasks without a limit beside it.")
final class LimitsBench implements Callable<Integer> {

    private static final double USED_MIN = 0.95;
    private static final String WITHOUT = "worker without limited tasks, tasks/s";
    private static final String WITH = "worker with limited tasks, tasks/s";

    @Option(names = "--seconds", defaultValue = "30", description = "for how long (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "how often each worker is measured (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--tasks", defaultValue = "20000", description = "tasks in one round (default ${DEFAULT-VALUE})")
    private int tasks;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("apium-time-limits");
        LimitedTasks limitedTasks = LimitedTasks.in(folder);
        OverloadedWorkers.Seen seen;
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                OverloadedWorkers workers = new OverloadedWorkers(rabbit.url(), redis.url(), "limits", limitedTasks)) {
            workers.warmUp();
            seen = workers.rate(Duration.ofSeconds(seconds));
        }
        System.out.println(seen);
        beside(limitedTasks);
        return seen.most() <= OverloadedWorkers.RATE && seen.used() >= USED_MIN ? 0 : 1;
    }

    /** The two take turns, so that what else goes on on the machine is in both. */
    private void beside(LimitedTasks limitedTasks) throws Exception {
        BenchReport report = new BenchReport();
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started();
                TestServer anotherRabbit = RabbitServer.started();
                TestServer anotherRedis = RedisServer.started();
                ApiumSide without = new ApiumSide(rabbit.url(), redis.url());
                ApiumSide with =
                        new ApiumSide(anotherRabbit.url(), anotherRedis.url(), "--task-jars", limitedTasks.jar())) {
            without.throughput(4 * tasks);
            with.throughput(4 * tasks);
            for (int round = 0; round < rounds; round++) {
                report.add(WITHOUT, without.throughput(tasks));
                report.add(WITH, with.throughput(tasks));
            }
        }
        report.ratio("with / without", WITH, WITHOUT);
        report.print(System.out);
    }
}

package io.apium.bench;

import io.apium.process.TestProcess;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench children}: how long child processes take from their start until they can be called, and what a task
 * that does next to nothing costs in one, beside a thread. The workers are started as a user's are, from the executable jar.
 */
@Command(
        name = "children",
        mixinStandardHelpOptions = true,
        description = "The start of child processes, and a process pool beside a pool of threads.")
final class ChildrenBench implements Callable<Integer> {

    private static final Pattern READY = Pattern.compile("child \\d+ was ready after (\\d+) ms");

    /** Starts before those that count: the page cache is warm then, and the worker's own start is over. */
    private static final int WARM_UP = 3;

    @Option(names = "--starts", defaultValue = "20", description = "how many (default ${DEFAULT-VALUE})")
    private int starts;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often the pools are measured (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--tasks", defaultValue = "20000", description = "tasks in one round (default ${DEFAULT-VALUE})")
    private int tasks;

    @Option(names = "--json", description = "where to write the figures (default bench-children.json)")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        BenchReport report = new BenchReport();
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started()) {
            Map<String, String> servers = Map.of("APIUM_BROKER_URL", rabbit.url(), "APIUM_REDIS_URL", redis.url());
            for (double millis : startMillis(rabbit.url(), redis.url(), servers)) {
                report.add("start of a child, ms", millis);
            }
            try (ApiumSide processes =
                            new ApiumSide(rabbit.url(), redis.url(), "process", worker("process", 2, servers));
                    ApiumSide threads =
                            new ApiumSide(rabbit.url(), redis.url(), "threads", worker("threads", 2, servers))) {
                compare(processes, threads, report);
            }
        }
        report.print(System.out);
        report.write(json == null ? Path.of("bench-children.json") : json);
        return 0;
    }

    private void compare(ApiumSide processes, ApiumSide threads, BenchReport report) throws Exception {
        for (ApiumSide side : List.of(processes, threads)) {
            // until the JVMs have compiled what matters
            side.throughput(2 * tasks);
            side.roundTripMillis(2_000);
        }
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d%n", round, rounds);
            report.add("processes, round trip ms", processes.roundTripMillis(500));
            report.add("threads, round trip ms", threads.roundTripMillis(500));
            report.add("processes, tasks/s", processes.throughput(tasks));
            report.add("threads, tasks/s", threads.throughput(tasks));
        }
        report.ratio("processes / threads, round trip", "processes, round trip ms", "threads, round trip ms");
        report.ratio("processes / threads, rate", "processes, tasks/s", "threads, tasks/s");
    }

    /** A child that may make one attempt is replaced after each. */
    private List<Double> startMillis(String brokerUrl, String resultUrl, Map<String, String> servers) throws Exception {
        Map<String, String> environment = new HashMap<>(servers);
        environment.put("APIUM_WORKER_CHILD_MAX_TASKS", "1");
        environment.put("LOGGING_LEVEL_IO_APIUM_WORKER_CHILD", "DEBUG");
        TestProcess worker = worker("process", 1, environment);
        try (ApiumSide side = new ApiumSide(brokerUrl, resultUrl, "process", worker)) {
            worker.awaitLine("child start cache created");
            int before = ready(worker).size();
            side.roundTripMillis(WARM_UP + starts);
            return ready(worker).stream().skip(before + WARM_UP).limit(starts).toList();
        }
    }

    private static TestProcess worker(String pool, int slots, Map<String, String> environment) {
        return ExecutableJar.start(
                environment, "worker", "--queues", pool, "--pool", pool, "--concurrency", Integer.toString(slots));
    }

    private static List<Double> ready(TestProcess worker) {
        List<Double> millis = new ArrayList<>();
        for (String line : worker.lines()) {
            Matcher matcher = READY.matcher(line);
            if (matcher.find()) {
                millis.add(Double.parseDouble(matcher.group(1)));
            }
        }
        return millis;
    }
}

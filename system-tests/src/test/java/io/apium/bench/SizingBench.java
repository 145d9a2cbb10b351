package io.apium.bench;

import io.apium.process.TestProcess;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench sizing}: what an operator has to provide. Processor time and memory of workers, RabbitMQ and Redis
 * for a task that does next to nothing, what Redis keeps of each, and what RabbitMQ takes for each that waits. Processor
 * time is what the processes used, and not the time that went by, so that a busy machine changes it less.
 */
@Command(
        name = "sizing",
        mixinStandardHelpOptions = true,
        description = "Processor time and memory for each task, of workers, RabbitMQ and Redis.")
final class SizingBench implements Callable<Integer> {

    private static final List<String> POOLS = List.of("threads", "virtual", "process");

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--tasks", defaultValue = "20000", description = "tasks in one round (default ${DEFAULT-VALUE})")
    private int tasks;

    @Option(
            names = "--messages",
            defaultValue = "100000",
            description = "messages that wait in a queue (default ${DEFAULT-VALUE})")
    private int messages;

    @Option(names = "--json", description = "where to write the figures (default bench-sizing.json)")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        BenchReport report = new BenchReport();
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started()) {
            report.add("RabbitMQ, idle, MiB", ProcessMemory.named("beam.smp").mebibytes());
            report.add("Redis, idle, MiB", ProcessMemory.named("redis-server").mebibytes());
            Map<String, TestProcess> workers = new LinkedHashMap<>();
            for (String pool : POOLS) {
                TestProcess worker = worker(pool, rabbit.url(), redis.url());
                worker.awaitLine("worker ready: ");
                workers.put(pool, worker);
            }
            try (ApiumSide threads = new ApiumSide(rabbit.url(), redis.url(), "threads", workers.get("threads"));
                    ApiumSide virtual = new ApiumSide(rabbit.url(), redis.url(), "virtual", workers.get("virtual"));
                    ApiumSide process = new ApiumSide(rabbit.url(), redis.url(), "process", workers.get("process"))) {
                workers.get("process").awaitLine("child start cache created");
                idle(workers, report);
                compare(workers, Map.of("threads", threads, "virtual", virtual, "process", process), report);
                new StoredBytes(threads, redis.url(), report).measure(rounds, tasks);
            }
        }
        for (int round = 1; round <= rounds; round++) {
            new QueuedBytes("classic", report).measure(messages);
            new QueuedBytes("quorum", report).measure(messages);
        }
        report.print(System.out);
        report.write(json == null ? Path.of("bench-sizing.json") : json);
        return 0;
    }

    private static void idle(Map<String, TestProcess> workers, BenchReport report) {
        workers.forEach((pool, worker) -> memory(pool, worker, "idle", report));
    }

    private static void memory(String pool, TestProcess worker, String when, BenchReport report) {
        ProcessMemory all = ProcessMemory.tree(worker.pid());
        report.add(pool + ", worker, " + when + ", MiB", all.first().mebibytes());
        if (pool.equals("process")) {
            report.add(pool + ", a child, " + when + ", MiB", all.children().mebibytesEach());
        }
    }

    private void compare(Map<String, TestProcess> workers, Map<String, ApiumSide> sides, BenchReport report)
            throws Exception {
        for (String pool : POOLS) {
            // until the JVMs have compiled what matters
            sides.get(pool).throughput(2 * tasks);
        }
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d%n", round, rounds);
            for (String pool : POOLS) {
                rate(pool, workers.get(pool), sides.get(pool), report);
            }
        }
        report.ratio("virtual / threads, tasks for a core", "virtual, tasks for a core", "threads, tasks for a core");
        report.ratio("process / threads, tasks for a core", "process, tasks for a core", "threads, tasks for a core");
    }

    private void rate(String pool, TestProcess worker, ApiumSide side, BenchReport report) throws Exception {
        ProcessMemory own = ProcessMemory.tree(worker.pid());
        ProcessMemory rabbit = ProcessMemory.named("beam.smp");
        ProcessMemory redis = ProcessMemory.named("redis-server");
        double ownBefore = own.processorSeconds();
        double rabbitBefore = rabbit.processorSeconds();
        double redisBefore = redis.processorSeconds();
        report.add(pool + ", tasks/s, two slots", side.throughput(tasks));
        report.add(pool + ", tasks for a core", tasks / (own.processorSeconds() - ownBefore));
        report.add(pool + ", RabbitMQ, us a task", 1e6 * (rabbit.processorSeconds() - rabbitBefore) / tasks);
        report.add(pool + ", Redis, us a task", 1e6 * (redis.processorSeconds() - redisBefore) / tasks);
        memory(pool, worker, "under load", report);
    }

    /** One with two slots. */
    private static TestProcess worker(String pool, String brokerUrl, String resultUrl) {
        return ExecutableJar.start(
                Map.of("APIUM_BROKER_URL", brokerUrl, "APIUM_REDIS_URL", resultUrl),
                "worker",
                "--queues",
                pool,
                "--pool",
                pool,
                "--concurrency",
                "2",
                "--name",
                pool);
    }
}

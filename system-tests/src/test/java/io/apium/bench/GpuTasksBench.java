package io.apium.bench;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.process.TestProcess;
import io.apium.task.QueueName;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench gpu-tasks}: the cost of the transfer to a device and back. The same small task, {@code a*x + y} of
 * one number, is run by a worker of devices on OpenCL and in Java, beside {@code math.add} in a pool of threads.
 */
@Command(
        name = "gpu-tasks",
        mixinStandardHelpOptions = true,
        description = "Tasks that do next to nothing, through RabbitMQ: on an OpenCL device, and in a pool of threads.")
final class GpuTasksBench implements Callable<Integer> {

    private static final double RATE_MIN = 0.7;
    private static final String RATE = "OpenCL / threads, rate";

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--tasks", defaultValue = "20000", description = "tasks in one round (default ${DEFAULT-VALUE})")
    private int tasks;

    @Option(names = "--json", description = "where to write the figures (default bench-gpu-tasks.json)")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        BenchReport report = new BenchReport();
        try (TestServer rabbit = RabbitServer.started();
                TestServer redis = RedisServer.started()) {
            String broker = rabbit.url();
            String store = redis.url();
            Map<String, String> servers = Map.of("APIUM_BROKER_URL", broker, "APIUM_REDIS_URL", store);
            TestProcess ofThreads = ExecutableJar.start(servers, "worker", "--concurrency", "2", "--queues", "threads");
            TestProcess ofDevices = ExecutableJar.start(servers, "gpu-worker", "--queues", "devices");
            TestProcess ofJava = ExecutableJar.start(servers, "gpu-worker", "--queues", "java", "--devices", "none");
            try (ApiumSide threads = new ApiumSide(broker, store, "threads", ofThreads);
                    ApiumSide openCl = side(broker, store, "devices", ofDevices, "opencl");
                    ApiumSide java = side(broker, store, "java", ofJava, "java")) {
                compare(Map.of("threads", threads, "OpenCL", openCl, "Java", java), report);
            }
        }
        report.ratio(RATE, "OpenCL, tasks/s", "threads, tasks/s");
        report.ratio("OpenCL / threads, round trip", "OpenCL, round trip ms", "threads, round trip ms");
        report.print(System.out);
        report.write(json == null ? Path.of("bench-gpu-tasks.json") : json);
        return report.median(RATE) >= RATE_MIN ? 0 : 1;
    }

    private void compare(Map<String, ApiumSide> sides, BenchReport report) throws Exception {
        for (ApiumSide side : sides.values()) {
            // until the JVMs have compiled what matters, and the device has what it runs
            side.throughput(2 * tasks);
            side.roundTripMillis(1_000);
        }
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d%n", round, rounds);
            for (Map.Entry<String, ApiumSide> side : sides.entrySet()) {
                report.add(side.getKey() + ", round trip ms", side.getValue().roundTripMillis(500));
                report.add(side.getKey() + ", tasks/s", side.getValue().throughput(tasks));
            }
        }
    }

    private static ApiumSide side(String broker, String store, String queue, TestProcess worker, String device)
            throws Exception {
        return new ApiumSide(broker, store, new QueueName(queue), worker, number -> saxpy(number, device));
    }

    private static Signature saxpy(int number, String device) {
        Map<String, Object> kwargs =
                Map.of("a", 1, "x", List.of(number), "y", List.of(number), "requires", Map.of("device", device));
        return new Signature("gpu.saxpy", List.of(), kwargs, TaskOptions.NONE, false);
    }
}

package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.task.TaskId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that {@code docker-compose.yml} starts, and what operators and bad luck do to it, while clients go on asking. */
@Tag("containers")
class ContainersIT {

    private static final Path TABLE = Path.of("target/containers.md");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SOME = 50;

    /** What clients ask for, by the service that runs it. */
    private static final Map<String, String> REQUESTS =
            Map.of("worker", """
            {"task": "demo.sleep", "args": [0.01]}""", "worker-process", """
            {"task": "math.add", "args": [1, 2], "options": {"queue": "process"}}""", "gpu-worker", """
            {"task": "gpu.saxpy", "kwargs": {"a": 2, "x": [1, 2, 3], "y": [4, 5, 6]}}""", "scheduler", """
            {"task": "math.add", "args": [1, 2], "options": {"countdown": 1}}""");

    /** What was done, how long until all was healthy again, and what became of the tasks that were accepted meanwhile. */
    private record Row(String what, Duration healthy, long accepted, long refused, Map<String, Long> states) {

        long lost() {
            return accepted - states.getOrDefault("SUCCESS", 0L);
        }

        @Override
        public String toString() {
            return "| %s | %.1f | %,d | %,d | %d |"
                    .formatted(what, healthy.toMillis() / 1e3, accepted, refused, lost());
        }
    }

    @FunctionalInterface
    private interface Deed {
        void happen() throws Exception;
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    @Test
    void nothing_is_lost_whatever_is_killed_restarted_or_taken_down() throws Exception {
        try (ComposeProject compose = new ComposeProject()) {
            compose.says("up", "-d", "--build");
            compose.awaitHealthy();
            compose.says("down", "--volumes");

            see(new Row(
                    "`up` of images that are built",
                    healthyAfter(compose, () -> compose.says("up", "-d")),
                    1,
                    0,
                    example(compose)));
            figures.addAll(new ContainerFigures(compose, REQUESTS).rows());
            figures.forEach(System.out::println);
            see(underLoad(compose, "`up --scale worker=3`", () -> compose.says("up", "-d", "--scale", "worker=3")));
            for (String service :
                    List.of("worker", "worker-process", "gpu-worker", "scheduler", "api", "rabbitmq", "redis")) {
                see(underLoad(compose, "`docker kill` of " + service, () -> killed(compose, service)));
            }
            see(underLoad(compose, "every service restarted, one after the other", () -> rolled(compose)));
            see(downAndUp(compose));
        }
        Files.writeString(
                TABLE,
                Stream.concat(figures.stream(), rows.stream().map(Row::toString))
                        .collect(Collectors.joining("\n", "", "\n")));

        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.lost()).as(row.toString() + row.states()).isZero());
    }

    private void see(Row row) {
        rows.add(row);
        System.out.println(row);
    }

    /** The first one of the README. */
    private static Map<String, Long> example(ComposeProject compose) throws Exception {
        return states(compose, List.of(compose.accepted("{\"task\": \"math.add\", \"args\": [2, 3]}")));
    }

    private static Row underLoad(ComposeProject compose, String what, Deed deed) throws Exception {
        List<TaskLoad> taskLoads = REQUESTS.values().stream()
                .map(request -> TaskLoad.on(compose::post, 1, request))
                .toList();
        awaitMore(taskLoads);
        Duration healthy = healthyAfter(compose, deed);
        awaitMore(taskLoads);
        for (TaskLoad taskLoad : taskLoads) {
            taskLoad.stop();
        }
        List<TaskId> accepted = taskLoads.stream()
                .flatMap(taskLoad -> taskLoad.accepted().stream())
                .toList();
        long refused = taskLoads.stream()
                .mapToLong(taskLoad ->
                        taskLoad.refusals().size() + taskLoad.failures().size())
                .sum();
        return new Row(what, healthy, accepted.size(), refused, states(compose, accepted));
    }

    /** Waits until each of them had some accepted, from now on. */
    private static void awaitMore(List<TaskLoad> taskLoads) {
        Map<TaskLoad, Integer> before = taskLoads.stream()
                .collect(Collectors.toMap(
                        Function.identity(), taskLoad -> taskLoad.accepted().size()));
        await("clients are served")
                .atMost(PATIENCE)
                .until(() -> before.entrySet().stream()
                        .allMatch(taskLoad -> taskLoad.getKey().accepted().size() >= taskLoad.getValue() + SOME));
    }

    /** The service is away for as long as clients need to notice, and does not come back by itself. */
    private static void killed(ComposeProject compose, String service) throws Exception {
        compose.kill(service);
        Thread.sleep(Duration.ofSeconds(2));
        compose.says("up", "-d", "--no-recreate", "--scale", "worker=3");
    }

    private static void rolled(ComposeProject compose) throws Exception {
        for (String service :
                List.of("api", "scheduler", "worker", "worker-process", "gpu-worker", "redis", "rabbitmq")) {
            compose.says("restart", service);
            compose.awaitHealthy();
        }
    }

    /** Tasks that no worker has taken yet, and delayed tasks. */
    private static Row downAndUp(ComposeProject compose) throws Exception {
        compose.says("stop", "worker", "worker-process", "gpu-worker");
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < SOME; i++) {
            for (String request : REQUESTS.values()) {
                ids.add(compose.accepted(request));
            }
        }
        compose.says("down");
        Duration healthy = healthyAfter(compose, () -> compose.says("up", "-d"));
        return new Row("`down` and `up`, with tasks in every queue", healthy, ids.size(), 0, states(compose, ids));
    }

    /** From the beginning of the deed. */
    private static Duration healthyAfter(ComposeProject compose, Deed deed) throws Exception {
        long start = System.nanoTime();
        deed.happen();
        compose.awaitHealthy();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Map<String, Long> states(ComposeProject compose, List<TaskId> ids) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<String>> states = ids.stream()
                    .map(id -> clients.submit(() -> compose.state(id, PATIENCE)))
                    .toList();
            List<String> all = new ArrayList<>();
            for (Future<String> state : states) {
                all.add(state.get());
            }
            return all.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }
}

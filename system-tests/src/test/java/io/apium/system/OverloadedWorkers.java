package io.apium.system;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.canvas.TaskOptions;
import io.apium.process.TestProcess;
import io.apium.standalone.Apium;
import io.apium.system.LimitedTasks.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Three workers, which share a scheduler and a queue, and are given far more of a task than its limit lets them run. */
public final class OverloadedWorkers implements AutoCloseable {

    public static final int RATE = 100;
    public static final int TIMES = 20;
    public static final int SLOTS = 36;

    private static final int WORKERS = 3;
    private static final int PARTS_PER_SECOND = 20;
    private static final int PART = RATE * TIMES / PARTS_PER_SECOND;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long SECOND = 1_000_000;

    private final List<TestProcess> children = new ArrayList<>();
    private final Map<String, String> servers;
    private final String queue;
    private final LimitedTasks limitedTasks;
    private final CorePorts client;

    /**
     * What became of it.
     *
     * @param sent in all
     * @param most starts in any second
     * @param used starts in the time, as a part of what the rate would have let start
     * @param bySecond starts in each second
     */
    public record Seen(int sent, int most, double used, List<Long> bySecond) {

        @Override
        public String toString() {
            return ("%,d tasks at %d times the rate of %d a second, on three workers: at most %d starts in any second, "
                            + "%.1f%% used; in each second %s")
                    .formatted(sent, TIMES, RATE, most, used * 100, bySecond);
        }
    }

    public OverloadedWorkers(String rabbitUrl, String redisUrl, String queue, LimitedTasks limitedTasks)
            throws InterruptedException {
        this.servers = Map.of("APIUM_BROKER_URL", rabbitUrl, "APIUM_REDIS_URL", redisUrl);
        this.queue = queue;
        this.limitedTasks = limitedTasks;
        this.client = CorePorts.on(rabbitUrl, redisUrl);
        start("scheduler", "--port", "0");
        for (int i = 0; i < WORKERS; i++) {
            String slots = Integer.toString(SLOTS / WORKERS);
            start(
                    "worker",
                    "--name",
                    "limited-" + i,
                    "--queues",
                    queue,
                    "--task-jars",
                    limitedTasks.jar(),
                    "--concurrency",
                    slots);
        }
        children.getFirst().awaitLine("scheduler started");
        for (TestProcess worker : children.subList(1, children.size())) {
            worker.awaitLine("worker ready: ");
        }
    }

    private void start(String... arguments) {
        children.add(TestProcess.java("apium " + arguments[0], Apium.class, List.of(arguments), servers));
    }

    /** Until the JVMs have compiled what matters. */
    public void warmUp() throws Exception {
        send("diary.warm", WARM_UP);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> limitedTasks.runs().size() == PART * PARTS_PER_SECOND * WARM_UP.toSeconds());
    }

    /**
     * Sends for so long, evenly, and looks at what was started in that time, from the first start on. What is left of an
     * earlier time goes on beside it.
     */
    public Seen rate(Duration time) throws Exception {
        limitedTasks.forget();
        int sent = send("diary.rated", time);
        Awaitility.await().atMost(PATIENCE).until(() -> isOver(time));
        List<Run> runs = limitedTasks.runs();
        long end = runs.getFirst().start() + time.toSeconds() * SECOND;
        List<Run> inTime = runs.stream().filter(run -> run.start() < end).toList();
        Map<Long, Long> bySecond = inTime.stream()
                .collect(Collectors.groupingBy(
                        run -> (run.start() - runs.getFirst().start()) / SECOND, TreeMap::new, Collectors.counting()));
        return new Seen(
                sent,
                mostInASecond(runs),
                inTime.size() / (double) (time.toSeconds() * RATE),
                List.copyOf(bySecond.values()));
    }

    private int send(String task, Duration time) throws Exception {
        int parts = Math.toIntExact(time.toSeconds() * PARTS_PER_SECOND);
        long start = System.nanoTime();
        for (int i = 0; i < parts; i++) {
            send(PART, _ -> limitedTasks.task(task, queue, "all", Duration.ZERO));
            long early = start + (i + 1) * SECOND * 1_000 / PARTS_PER_SECOND - System.nanoTime();
            Thread.sleep(Duration.ofNanos(Math.max(0, early)));
        }
        return PART * parts;
    }

    private boolean isOver(Duration time) throws IOException {
        List<Run> runs = limitedTasks.runs();
        return !runs.isEmpty() && runs.getLast().start() - runs.getFirst().start() > time.toSeconds() * SECOND;
    }

    void send(int count, IntFunction<Canvas> task) throws Exception {
        client.send(new Group(IntStream.range(0, count).mapToObj(task).toList(), TaskOptions.NONE));
    }

    /** The most starts in any window of a second. */
    private static int mostInASecond(List<Run> runs) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < runs.size(); to++) {
            while (runs.get(to).start() - runs.get(from).start() >= SECOND) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    @Override
    public void close() {
        client.close();
        children.forEach(TestProcess::close);
    }
}

package io.apium.bench;

import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskClient;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;

/** How many bytes Redis keeps of a task, by how its memory has grown after many of them. */
final class StoredBytes {

    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WINDOW = 1_000;

    private final TaskClient client;
    private final RedisClient redis;
    private final StoredResults results;
    private final BenchReport report;

    StoredBytes(ApiumSide side, String resultUrl, BenchReport report) {
        this.client = side.client();
        this.redis = RedisClient.create(URI.create(resultUrl));
        this.results = new StoredResults(redis);
        this.report = report;
    }

    void measure(int rounds, int tasks) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            Signature add = Signature.of("math.add", 2, 3);
            grown("sent by Celery's way, result of 1 byte", add, false, tasks);
            grown("asked for over HTTP, result of 1 byte", add, true, tasks);
            grown("asked for over HTTP, result of 1 KiB", Signature.of("demo.echo", "x".repeat(1022)), true, tasks);
            TaskOptions later = TaskOptions.NONE.withTiming(
                    TaskOptions.Timing.NONE.withEta(new RelativeTime.In(Duration.ofHours(1))));
            grown("delayed, in the ledger", add.with(later), false, tasks);
        }
        redis.flushDB();
    }

    /** From an empty Redis, but for what the workers say of themselves. */
    private void grown(String what, Signature task, boolean tracked, int tasks) throws Exception {
        redis.flushDB();
        long before = bytes();
        List<TaskId> ids = sent(task, tracked, tasks);
        if (task.options().timing().eta() == null) {
            results.awaitAll(ids, PATIENCE);
        }
        report.add("Redis bytes, " + what, (bytes() - before) / (double) tasks);
    }

    private List<TaskId> sent(Signature task, boolean tracked, int tasks) throws Exception {
        Signature routed =
                task.with(task.options().withRouting(new TaskOptions.Routing(new QueueName("threads"), null)));
        Semaphore window = new Semaphore(WINDOW);
        List<TaskId> ids = new ArrayList<>(tasks);
        List<CompletableFuture<?>> sent = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            Submission submission = client.plan(routed);
            ids.add(submission.messages().getFirst().id());
            window.acquire();
            sent.add((tracked ? client.submit(submission) : client.send(submission))
                    .whenComplete((_, _) -> window.release()));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).get();
        return ids;
    }

    private long bytes() {
        Matcher used = USED.matcher(redis.info("memory"));
        if (!used.find()) {
            throw new IllegalStateException("Redis does not say how much memory it uses");
        }
        return Long.parseLong(used.group(1));
    }
}

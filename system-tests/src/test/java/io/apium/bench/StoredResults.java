package io.apium.bench;

import io.apium.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;

/** Counts stored results without reading them. */
final class StoredResults {

    private static final int CHUNK = 1_000;

    private final RedisClient redis;

    StoredResults(RedisClient redis) {
        this.redis = redis;
    }

    /** Waits until every task has a record; looks a thousand at a time, in the order in which they were sent. */
    void awaitAll(List<TaskId> ids, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            String[] keys = ids.subList(from, Math.min(ids.size(), from + CHUNK)).stream()
                    .map(id -> "celery-task-meta-" + id)
                    .toArray(String[]::new);
            while (redis.exists(keys) < keys.length) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("not all results were there after " + patience);
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
    }
}

package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.StoredJson;
import io.apium.store.WorkerStatus;
import io.apium.store.Workers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import redis.clients.jedis.params.SetParams;

/** One key for each worker, which expires by itself, and a set of their names, from which those fall that are forgotten. */
public final class RedisWorkers implements Workers {

    private final Redis redis;

    public RedisWorkers(Redis redis) {
        this.redis = redis;
    }

    @Override
    public CompletableFuture<Void> announce(WorkerStatus status, Duration life) {
        String who = who(status.node(), status.pid());
        String json = StoredJson.write(status);
        SetParams kept = SetParams.setParams().px(Math.max(1, life.toMillis()));
        return redis.write(pipeline -> {
            pipeline.set(Keys.worker(who), json, kept);
            return pipeline.sadd(Keys.WORKERS, who);
        });
    }

    @Override
    public CompletableFuture<Void> withdraw(String node, long pid) {
        String who = who(node, pid);
        return redis.write(pipeline -> {
            pipeline.srem(Keys.WORKERS, who);
            return pipeline.del(Keys.worker(who));
        });
    }

    @Override
    public List<WorkerStatus> list() {
        List<String> names = List.copyOf(redis.read(client -> client.smembers(Keys.WORKERS)));
        if (names.isEmpty()) {
            return List.of();
        }
        String[] keys = names.stream().map(Keys::worker).toArray(String[]::new);
        List<String> found = redis.read(client -> client.mget(keys));
        String[] forgotten = IntStream.range(0, keys.length)
                .filter(i -> found.get(i) == null)
                .mapToObj(names::get)
                .toArray(String[]::new);
        if (forgotten.length > 0) {
            // one that speaks again is in the set again with its next word
            redis.read(client -> client.srem(Keys.WORKERS, forgotten));
        }
        return found.stream()
                .filter(Objects::nonNull)
                .map(json -> StoredJson.read(json, WorkerStatus.class))
                .sorted(Comparator.comparing(WorkerStatus::node)
                        .thenComparing(WorkerStatus::since, Comparator.reverseOrder()))
                .limit(LISTED_MAX)
                .toList();
    }

    private static String who(String node, long pid) {
        return node + "/" + pid;
    }
}

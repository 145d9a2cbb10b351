package io.apium.adapter.redis;

import io.apium.adapter.record.RecordJson;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/** One key for each worker, which expires by itself, and a set of their names, from which expired ones are removed. */
public final class RedisWorkerRegistry implements WorkerRegistry {

    private final RedisConnections redis;

    public RedisWorkerRegistry(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletableFuture<Void> announce(WorkerStatus status, Duration life) {
        String who = who(status.node(), status.pid());
        String json = RecordJson.write(status);
        SetParams kept = SetParams.setParams().px(Math.max(1, life.toMillis()));
        return redis.write(pipeline -> {
            pipeline.set(RedisKeys.worker(who), json, kept);
            return pipeline.sadd(RedisKeys.WORKERS, who);
        });
    }

    @Override
    public CompletableFuture<Void> withdraw(String node, long pid) {
        String who = who(node, pid);
        return redis.write(pipeline -> {
            pipeline.srem(RedisKeys.WORKERS, who);
            return pipeline.del(RedisKeys.worker(who));
        });
    }

    @Override
    public List<WorkerStatus> list() {
        List<String> names = redis
                .readable(Kind.WORKER, RedisKeys.WORKERS, client -> client.smembers(RedisKeys.WORKERS))
                .orElse(Set.of())
                .stream()
                .toList();
        List<String> keys = names.stream().map(RedisKeys::worker).toList();
        List<Response<String>> found = redis.texts(keys);
        List<WorkerStatus> there = new ArrayList<>();
        List<String> expired = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            read(keys.get(i), names.get(i), found.get(i), expired).ifPresent(there::add);
        }
        if (!expired.isEmpty()) {
            // a worker that returns adds itself again with its next heartbeat
            redis.read(client -> client.srem(RedisKeys.WORKERS, expired.toArray(String[]::new)));
        }
        return there.stream()
                .sorted(Comparator.comparing(WorkerStatus::node)
                        .thenComparing(WorkerStatus::since, Comparator.reverseOrder()))
                .limit(LISTED_MAX)
                .toList();
    }

    /** @param expired the names of workers whose heartbeat has expired */
    private Optional<WorkerStatus> read(
            String key, String name, Supplier<? extends @Nullable String> text, List<String> expired) {
        return redis.unreadable().read(Kind.WORKER, key, () -> {
            String json = text.get();
            if (json == null) {
                expired.add(name);
                return null;
            }
            return RecordJson.read(json, WorkerStatus.class);
        });
    }

    private static String who(String node, long pid) {
        return node + "/" + pid;
    }
}

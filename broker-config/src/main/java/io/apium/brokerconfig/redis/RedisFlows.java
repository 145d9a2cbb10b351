package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.StoredJson;
import io.apium.store.FlowStore;
import io.apium.task.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/** Flows as JSON, one key each, and an index of them by when they were started, from which those fall that are forgotten. */
public final class RedisFlows implements FlowStore {

    private final Redis redis;

    public RedisFlows(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void keep(Flow flow) {
        String json = StoredJson.write(flow);
        long startedAt = flow.startedAt().toEpochMilli();
        double forgotten = startedAt - 1_000.0 * redis.expiresSeconds();
        redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                Response<String> kept = pipeline.set(Keys.flow(flow.id()), json, redis.expiring());
                pipeline.zadd(Keys.FLOWS, (double) startedAt, flow.id().value());
                pipeline.zremrangeByScore(Keys.FLOWS, Double.NEGATIVE_INFINITY, forgotten);
                pipeline.expire(Keys.FLOWS, redis.expiresSeconds());
                pipeline.sync();
                return kept.get();
            }
        });
    }

    @Override
    public List<Flow> recent(@Nullable TaskId from, int limit) {
        Long last = from == null ? Long.valueOf(-1) : redis.read(client -> client.zrevrank(Keys.FLOWS, from.value()));
        if (last == null) {
            return List.of();
        }
        List<String> ids = redis.read(client -> client.zrange(
                Keys.FLOWS,
                ZRangeParams.zrangeParams((int) (last + 1), (int) (last + limit))
                        .rev()));
        String[] keys = ids.stream().map(id -> Keys.flow(new TaskId(id))).toArray(String[]::new);
        List<String> flows = keys.length == 0 ? List.of() : redis.read(client -> client.mget(keys));
        return flows.stream()
                .filter(Objects::nonNull)
                .map(json -> StoredJson.read(json, Flow.class))
                .toList();
    }

    @Override
    public Optional<Flow> find(TaskId id) {
        return Optional.ofNullable(redis.read(client -> client.get(Keys.flow(id))))
                .map(json -> StoredJson.read(json, Flow.class));
    }
}

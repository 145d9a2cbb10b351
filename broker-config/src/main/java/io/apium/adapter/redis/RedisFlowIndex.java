package io.apium.adapter.redis;

import io.apium.adapter.record.RecordJson;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.store.FlowIndex;
import io.apium.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/** Flows as JSON, one key each, and an index of them by their start, from which expired ones are removed. */
public final class RedisFlowIndex implements FlowIndex {

    private final RedisConnections redis;

    public RedisFlowIndex(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public void keep(Flow flow) {
        String json = RecordJson.write(flow);
        long startedAt = flow.startedAt().toEpochMilli();
        double forgotten = startedAt - 1_000.0 * redis.expiresSeconds();
        redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                Response<String> kept = pipeline.set(RedisKeys.flow(flow.id()), json, redis.expiring());
                pipeline.zadd(RedisKeys.FLOWS, (double) startedAt, flow.id().value());
                pipeline.zremrangeByScore(RedisKeys.FLOWS, Double.NEGATIVE_INFINITY, forgotten);
                pipeline.expire(RedisKeys.FLOWS, redis.expiresSeconds());
                pipeline.sync();
                return kept.get();
            }
        });
    }

    @Override
    public Page recent(@Nullable TaskId from, int limit) {
        List<String> ids = ids(from, limit);
        List<Long> sizes = sizes(ids);
        List<String> few = ids.isEmpty() ? ids : ids.subList(0, LedgerScan.end(sizes, 0));
        List<String> keys = few.stream().map(RedisKeys::flow).toList();
        List<Response<String>> texts = redis.texts(keys);
        List<Flow> flows = IntStream.range(0, few.size())
                .mapToObj(i -> read(keys.get(i), texts.get(i)))
                .flatMap(Optional::stream)
                .toList();
        boolean isLast = few.size() == ids.size() && ids.size() < limit;
        return new Page(flows, isLast ? null : new TaskId(few.getLast()));
    }

    private Optional<Flow> read(String key, Supplier<? extends @Nullable String> text) {
        return redis.unreadable().read(Kind.FLOW, key, () -> {
            String json = text.get();
            return json == null ? null : RecordJson.read(json, Flow.class);
        });
    }

    /** The size of each in bytes; 0 for one that has expired or is of another type. */
    private List<Long> sizes(List<String> ids) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<Long>> sizes = ids.stream()
                        .map(id -> pipeline.strlen(RedisKeys.flow(id)))
                        .toList();
                pipeline.sync();
                return IntStream.range(0, sizes.size())
                        .mapToObj(i -> redis.unreadable()
                                .read(Kind.FLOW, RedisKeys.flow(ids.get(i)), sizes.get(i))
                                .orElse(0L))
                        .toList();
            }
        });
    }

    private List<String> ids(@Nullable TaskId from, int limit) {
        Long last = from == null
                ? Long.valueOf(-1)
                : redis.readable(Kind.FLOW, RedisKeys.FLOWS, client -> client.zrevrank(RedisKeys.FLOWS, from.value()))
                        .orElse(null);
        if (last == null) {
            return List.of();
        }
        ZRangeParams range = ZRangeParams.zrangeParams((int) (last + 1), (int) (last + limit))
                .rev();
        return redis.readable(Kind.FLOW, RedisKeys.FLOWS, client -> client.zrange(RedisKeys.FLOWS, range))
                .orElse(List.of());
    }

    @Override
    public Optional<Flow> find(TaskId id) {
        String key = RedisKeys.flow(id);
        String json = redis.read(Kind.FLOW, key, client -> client.get(key));
        return Optional.ofNullable(json)
                .map(text -> redis.unreadable().required(Kind.FLOW, key, () -> RecordJson.read(text, Flow.class)));
    }
}

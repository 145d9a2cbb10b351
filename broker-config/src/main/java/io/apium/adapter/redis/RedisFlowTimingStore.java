package io.apium.adapter.redis;

import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.flow.AttemptTiming;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.store.FlowTimingStore;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** A hash for each flow, with a field for each worker and node. */
public final class RedisFlowTimingStore implements FlowTimingStore {

    private final RedisConnections redis;
    private final String ttl;

    public RedisFlowTimingStore(RedisConnections redis) {
        this.redis = redis;
        this.ttl = Long.toString(redis.expiresSeconds());
    }

    @Override
    public CompletableFuture<Void> add(AttemptTiming timing) {
        Row row = timing.row();
        List<String> arguments = Stream.concat(
                        Stream.of(ttl, row.node() + " " + row.worker()),
                        Stream.of(
                                        row.slots(),
                                        row.runs(),
                                        row.items(),
                                        micros(row.parts()),
                                        micros(row.busy()),
                                        micros(row.waited()),
                                        row.first().toEpochMilli(),
                                        row.last().toEpochMilli())
                                .map(String::valueOf))
                .toList();
        List<String> keys = List.of(RedisKeys.flowTimes(timing.mark().flow()));
        return redis.write(pipeline -> LuaScript.FLOW_TIME.call(pipeline, keys, arguments))
                .exceptionally(failure -> {
                    Throwable cause = UnreadableKeys.cause(failure);
                    if (UnreadableKeys.isWrongType(cause)) {
                        redis.unreadable().report(Kind.FLOW_TIMES, keys.getFirst(), cause);
                        return null;
                    }
                    throw new CompletionException(cause);
                });
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    @Override
    public FlowTimings find(TaskId flow) {
        String key = RedisKeys.flowTimes(flow);
        Map<String, String> fields = redis.readable(Kind.FLOW_TIMES, key, client -> client.hgetAll(key))
                .orElse(Map.of());
        return new FlowTimings(fields.entrySet().stream()
                .flatMap(field -> redis
                        .unreadable()
                        .read(Kind.FLOW_TIMES, key + " " + field.getKey(), () -> row(field.getKey(), field.getValue()))
                        .stream())
                .toList());
    }

    private static Row row(String field, String value) {
        int space = field.indexOf(' ');
        long[] numbers = Stream.of(value.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Row(
                Integer.parseInt(field.substring(0, space)),
                field.substring(space + 1),
                (int) numbers[0],
                numbers[1],
                numbers[2],
                Duration.of(numbers[3], ChronoUnit.MICROS),
                Duration.of(numbers[4], ChronoUnit.MICROS),
                Duration.of(numbers[5], ChronoUnit.MICROS),
                Instant.ofEpochMilli(numbers[6]),
                Instant.ofEpochMilli(numbers[7]));
    }
}

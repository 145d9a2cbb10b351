package io.apium.adapter.redis;

import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.canvas.TaskMessage;
import io.apium.store.RedeliveryCounter;
import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** One counter for each redelivered attempt of a task. */
public final class RedisRedeliveryCounter implements RedeliveryCounter {

    private final RedisConnections redis;

    public RedisRedeliveryCounter(RedisConnections redis) {
        this.redis = redis;
    }

    /** An unreadable count is reset: this redelivery is the first. */
    @Override
    public CompletableFuture<Long> count(TaskMessage message) {
        return redis.<Long, Long>write(pipeline -> add(pipeline, message, 1), count -> count == null ? 0 : count)
                .exceptionallyCompose(failure -> {
                    Throwable cause = UnreadableKeys.cause(failure);
                    if (!(cause instanceof JedisDataException)) {
                        return CompletableFuture.failedFuture(cause);
                    }
                    redis.unreadable().report(Kind.REDELIVERIES, key(message), cause);
                    return CompletableFuture.completedFuture(1L);
                });
    }

    @Override
    public CompletableFuture<Void> excuse(TaskMessage message) {
        return redis.write(pipeline -> add(pipeline, message, -1));
    }

    @Override
    public CompletableFuture<Void> forget(TaskMessage message) {
        return redis.write(pipeline -> pipeline.del(key(message)));
    }

    private Response<Long> add(Pipeline pipeline, TaskMessage message, int change) {
        Response<Long> count = pipeline.incrBy(key(message), change);
        pipeline.expire(key(message), redis.expiresSeconds());
        return count;
    }

    private static String key(TaskMessage message) {
        return RedisKeys.redeliveries(message.id(), message.retries());
    }
}

package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.StoredJson;
import io.apium.store.DeadLetters;
import java.util.concurrent.CompletableFuture;

/** Dead letters in one list, newest first. */
public final class RedisDeadLetters implements DeadLetters {

    private final Redis redis;

    public RedisDeadLetters(Redis redis) {
        this.redis = redis;
    }

    @Override
    public CompletableFuture<Void> keep(DeadLetter letter) {
        String json = StoredJson.write(letter);
        return redis.write(pipeline -> pipeline.lpush(Keys.DEAD_LETTERS, json));
    }

    @Override
    public long count() {
        return redis.read(client -> client.llen(Keys.DEAD_LETTERS));
    }
}

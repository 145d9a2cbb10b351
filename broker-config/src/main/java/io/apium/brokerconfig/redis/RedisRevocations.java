package io.apium.brokerconfig.redis;

import io.apium.store.Revocations;
import io.apium.store.StoreUnavailable;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revoked ids in one sorted set, announced on a channel of the same name; older than results are kept, they go. */
public final class RedisRevocations implements Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);

    private final Redis redis;

    public RedisRevocations(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void revoke(TaskId id, Instant now) {
        long moment = now.toEpochMilli();
        redis.read(client -> {
            client.zremrangeByScore(Keys.REVOKED, 0, moment - redis.expiresSeconds() * 1_000.0);
            client.zadd(Keys.REVOKED, (double) moment, id.value());
            return client.publish(Keys.REVOKED, id.value());
        });
    }

    @Override
    public AutoCloseable follow(Consumer<TaskId> revoked) {
        return redis.listen(Keys.REVOKED, id -> {
            if (id == null) {
                // not on the connection's thread: reading all of them may take a moment
                Thread.startVirtualThread(() -> all(revoked));
            } else {
                revoked.accept(new TaskId(id));
            }
        });
    }

    private void all(Consumer<TaskId> revoked) {
        try {
            redis.read(client -> client.zrange(Keys.REVOKED, 0, -1)).forEach(id -> revoked.accept(new TaskId(id)));
        } catch (StoreUnavailable away) {
            LOG.debug("revocations could not be read; they are read again when Redis is back", away);
        }
    }
}

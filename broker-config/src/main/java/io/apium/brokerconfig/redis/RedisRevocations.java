package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.StoredJson;
import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.store.Revocations;
import io.apium.store.StoreUnavailable;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.resps.Tuple;

/**
 * Revoked ids in one sorted set, filters in another. Each is announced on one channel. An id goes when it is older than
 * results are kept, and a filter when it has ended, both with the next revocation.
 */
public final class RedisRevocations implements Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);
    private static final long READ_AGAIN_MILLIS = 500;

    private final Redis redis;

    /** What is announced: an id, or a filter and when it ends. */
    private record Announced(
            @Nullable TaskId id,
            @Nullable TaskFilter filter,
            @Nullable Instant until) {}

    public RedisRevocations(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void revoke(Revocation revocation, Instant now) {
        long moment = now.toEpochMilli();
        redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                pipeline.zremrangeByScore(Keys.REVOKED, 0, moment - redis.expiresSeconds() * 1_000.0);
                pipeline.zremrangeByScore(Keys.REVOKED_ALL, 0, (double) moment);
                switch (revocation) {
                    case Revocation.OfTask(TaskId id) -> {
                        pipeline.zadd(Keys.REVOKED, (double) moment, id.value());
                        pipeline.publish(Keys.REVOKED, StoredJson.write(new Announced(id, null, null)));
                    }
                    case Revocation.OfAll(TaskFilter filter, Instant until) -> {
                        ZAddParams ifLater = ZAddParams.zAddParams().gt();
                        pipeline.zadd(
                                Keys.REVOKED_ALL, (double) until.toEpochMilli(), StoredJson.write(filter), ifLater);
                        pipeline.publish(Keys.REVOKED, StoredJson.write(new Announced(null, filter, until)));
                    }
                }
                return pipeline.syncAndReturnAll();
            }
        });
    }

    @Override
    public Set<TaskId> among(Collection<TaskId> ids) {
        List<TaskId> asked = List.copyOf(ids);
        if (asked.isEmpty()) {
            return Set.of();
        }
        String[] members = asked.stream().map(TaskId::value).toArray(String[]::new);
        List<Double> moments = redis.read(client -> client.zmscore(Keys.REVOKED, members));
        Set<TaskId> revoked = new HashSet<>();
        for (int i = 0; i < members.length; i++) {
            if (moments.get(i) != null) {
                revoked.add(asked.get(i));
            }
        }
        return revoked;
    }

    @Override
    public AutoCloseable follow(Consumer<Revocation> revoked) {
        CountDownLatch closed = new CountDownLatch(1);
        Listening listening = redis.listen(Keys.REVOKED, json -> {
            if (json == null) {
                // not on the connection's thread: reading all of them may take a moment
                Thread.startVirtualThread(() -> all(revoked, closed));
            } else {
                announced(json, revoked);
            }
        });
        return () -> {
            closed.countDown();
            listening.close();
        };
    }

    private static void announced(String json, Consumer<Revocation> revoked) {
        Announced announced = StoredJson.read(json, Announced.class);
        TaskId id = announced.id();
        TaskFilter filter = announced.filter();
        Instant until = announced.until();
        if (id != null) {
            revoked.accept(new Revocation.OfTask(id));
        } else if (filter != null && until != null) {
            revoked.accept(new Revocation.OfAll(filter, until));
        }
    }

    private void all(Consumer<Revocation> revoked, CountDownLatch closed) {
        boolean given = false;
        while (!given && closed.getCount() > 0) {
            try {
                List<String> ids = redis.read(client -> client.zrange(Keys.REVOKED, 0, -1));
                List<Tuple> filters = redis.read(client -> client.zrangeWithScores(Keys.REVOKED_ALL, 0, -1));
                ids.forEach(id -> revoked.accept(new Revocation.OfTask(new TaskId(id))));
                filters.forEach(filter -> revoked.accept(remembered(filter)));
                given = true;
            } catch (StoreUnavailable away) {
                LOG.debug("revocations could not be read; they are read again when Redis is back", away);
                pause(closed);
            }
        }
    }

    private static Revocation remembered(Tuple filter) {
        return new Revocation.OfAll(
                StoredJson.read(filter.getElement(), TaskFilter.class), Instant.ofEpochMilli((long) filter.getScore()));
    }

    private static void pause(CountDownLatch closed) {
        try {
            boolean _ = closed.await(READ_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            // nobody interrupts this thread; were it so, nobody would wait for what it reads either
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }
}

package io.apium.adapter.redis;

import io.apium.adapter.record.RecordJson;
import io.apium.adapter.redis.connection.ChannelSubscription;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.bound.PlainText;
import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.store.StoreUnavailableException;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.resps.Tuple;

/**
 * Revoked ids in one sorted set, filters in another. Each revocation is announced on one channel. An id is removed when
 * it is older than results are kept, and a filter when it has ended, both at the next revocation.
 */
public final class RedisRevocationStore implements RevocationStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocationStore.class);
    private static final long READ_AGAIN_MILLIS = 500;

    private final RedisConnections redis;

    /** The announcement: an id, or a filter and its end. */
    private record Announced(
            @Nullable TaskId id,
            @Nullable TaskFilter filter,
            @Nullable Instant until) {}

    public RedisRevocationStore(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public void revoke(Revocation revocation, Instant now) {
        long moment = now.toEpochMilli();
        String key = revocation instanceof Revocation.OfTask ? RedisKeys.REVOKED : RedisKeys.REVOKED_ALL;
        redis.read(Kind.REVOCATION, key, client -> {
            try (Pipeline pipeline = client.pipelined()) {
                pipeline.zremrangeByScore(RedisKeys.REVOKED, 0, moment - redis.expiresSeconds() * 1_000.0);
                pipeline.zremrangeByScore(RedisKeys.REVOKED_ALL, 0, (double) moment);
                Response<Long> written = switch (revocation) {
                    case Revocation.OfTask(TaskId id) -> {
                        pipeline.publish(RedisKeys.REVOKED, RecordJson.write(new Announced(id, null, null)));
                        yield pipeline.zadd(RedisKeys.REVOKED, (double) moment, id.value());
                    }
                    case Revocation.OfAll(TaskFilter filter, Instant until) -> {
                        ZAddParams ifLater = ZAddParams.zAddParams().gt();
                        pipeline.publish(RedisKeys.REVOKED, RecordJson.write(new Announced(null, filter, until)));
                        yield pipeline.zadd(
                                RedisKeys.REVOKED_ALL,
                                (double) until.toEpochMilli(),
                                RecordJson.write(filter),
                                ifLater);
                    }
                };
                pipeline.sync();
                return written.get();
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
        List<@Nullable Double> moments = redis.<List<@Nullable Double>>readable(
                        Kind.REVOCATION, RedisKeys.REVOKED, client -> client.zmscore(RedisKeys.REVOKED, members))
                .orElseGet(() -> Collections.nCopies(members.length, null));
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
        ChannelSubscription channelSubscription = redis.listen(RedisKeys.REVOKED, json -> {
            if (json == null) {
                // not on the connection's thread, since reading all of them takes time
                Thread.startVirtualThread(() -> all(revoked, closed));
            } else {
                announced(json, revoked);
            }
        });
        return () -> {
            closed.countDown();
            channelSubscription.close();
        };
    }

    private static void announced(String json, Consumer<Revocation> revoked) {
        Announced announced;
        try {
            announced = RecordJson.read(json, Announced.class);
        } catch (RuntimeException unreadable) {
            LOG.warn("unreadable announcement of a revocation: reason={}", PlainText.shown(unreadable.getMessage()));
            return;
        }
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
                List<String> ids = redis.readable(
                                Kind.REVOCATION, RedisKeys.REVOKED, client -> client.zrange(RedisKeys.REVOKED, 0, -1))
                        .orElse(List.of());
                List<Tuple> filters = redis.readable(
                                Kind.REVOCATION,
                                RedisKeys.REVOKED_ALL,
                                client -> client.zrangeWithScores(RedisKeys.REVOKED_ALL, 0, -1))
                        .orElse(List.of());
                ids.forEach(id -> remembered(RedisKeys.REVOKED, id, () -> new Revocation.OfTask(new TaskId(id)))
                        .ifPresent(revoked));
                filters.forEach(
                        filter -> remembered(RedisKeys.REVOKED_ALL, filter.getElement(), () -> remembered(filter))
                                .ifPresent(revoked));
                given = true;
            } catch (StoreUnavailableException away) {
                LOG.debug("revocations not read, retried when Redis is back", away);
                pause(closed);
            }
        }
    }

    private Optional<Revocation> remembered(String key, String member, Supplier<Revocation> reader) {
        return redis.unreadable().read(Kind.REVOCATION, key + " " + member, reader);
    }

    private static Revocation remembered(Tuple filter) {
        return new Revocation.OfAll(
                RecordJson.read(filter.getElement(), TaskFilter.class), Instant.ofEpochMilli((long) filter.getScore()));
    }

    private static void pause(CountDownLatch closed) {
        try {
            boolean _ = closed.await(READ_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            // this thread is never interrupted; if it were, no reader would wait for it either
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }
}

package io.apium.adapter.redis;

import io.apium.adapter.record.RecordJson;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.store.IdempotencyStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/** One key for each idempotency key: first its owner, then the response. */
public final class RedisIdempotencyStore implements IdempotencyStore {

    private final RedisConnections redis;

    /**
     * @param answer null while the request is running
     * @param owner null where an earlier version wrote it, or the request was answered
     */
    private record Entry(
            String fingerprint,
            @Nullable Answer answer,
            @Nullable String owner) {}

    public RedisIdempotencyStore(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public Claim claim(Request request, Duration lease) {
        String key = request.key();
        String ours = claimed(request);
        SetParams ifAbsent = SetParams.setParams().nx().px(lease.toMillis());
        if (redis.read(client -> client.set(RedisKeys.idempotency(key), ours, ifAbsent)) != null) {
            return new Claim.Fresh();
        }
        String stored = RedisKeys.idempotency(key);
        String standing = redis.read(Kind.IDEMPOTENCY, stored, client -> client.get(stored));
        if (standing == null) {
            // its lease ended between the two commands
            return claim(request, lease);
        }
        Entry entry =
                redis.unreadable().required(Kind.IDEMPOTENCY, stored, () -> RecordJson.read(standing, Entry.class));
        if (!entry.fingerprint().equals(request.fingerprint())) {
            return new Claim.Mismatch();
        }
        Answer answer = entry.answer();
        return answer == null ? new Claim.Running() : new Claim.Replay(answer);
    }

    @Override
    public void answered(Request request, Answer answer, Duration lifetime) {
        String json = RecordJson.write(new Entry(request.fingerprint(), answer, null));
        SetParams kept = SetParams.setParams().px(lifetime.toMillis());
        redis.read(client -> client.set(RedisKeys.idempotency(request.key()), json, kept));
    }

    @Override
    public void release(Request request) {
        List<String> keys = List.of(RedisKeys.idempotency(request.key()));
        redis.scripts(pipeline -> List.of(LuaScript.RELEASE.call(pipeline, keys, List.of(claimed(request)))));
    }

    private static String claimed(Request request) {
        return RecordJson.write(new Entry(request.fingerprint(), null, request.owner()));
    }
}

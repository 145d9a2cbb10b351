package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.redis.UnreadableKeys.Kind;
import io.apium.brokerconfig.wire.StoredJson;
import io.apium.store.IdempotencyStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/** One key for each idempotency key: first who has it, then what was answered. */
public final class RedisIdempotency implements IdempotencyStore {

    private final Redis redis;

    /** @param answer null while the request is under way */
    private record Entry(String fingerprint, @Nullable Answer answer) {}

    public RedisIdempotency(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Claim claim(String key, String fingerprint, Duration lease) {
        String ours = StoredJson.write(new Entry(fingerprint, null));
        SetParams ifAbsent = SetParams.setParams().nx().px(lease.toMillis());
        if (redis.read(client -> client.set(Keys.idempotency(key), ours, ifAbsent)) != null) {
            return new Claim.Fresh();
        }
        String stored = Keys.idempotency(key);
        String standing = redis.read(Kind.IDEMPOTENCY, stored, client -> client.get(stored));
        if (standing == null) {
            // its lease ended between the two looks
            return claim(key, fingerprint, lease);
        }
        Entry entry =
                redis.unreadable().required(Kind.IDEMPOTENCY, stored, () -> StoredJson.read(standing, Entry.class));
        if (!entry.fingerprint().equals(fingerprint)) {
            return new Claim.Mismatch();
        }
        Answer answer = entry.answer();
        return answer == null ? new Claim.Running() : new Claim.Replay(answer);
    }

    @Override
    public void answered(String key, String fingerprint, Answer answer, Duration lifetime) {
        String json = StoredJson.write(new Entry(fingerprint, answer));
        SetParams kept = SetParams.setParams().px(lifetime.toMillis());
        redis.read(client -> client.set(Keys.idempotency(key), json, kept));
    }

    @Override
    public void release(String key) {
        redis.read(client -> client.del(Keys.idempotency(key)));
    }
}

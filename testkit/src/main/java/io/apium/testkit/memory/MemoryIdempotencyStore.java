package io.apium.testkit.memory;

import io.apium.store.IdempotencyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of requests that may be made again. */
public final class MemoryIdempotencyStore implements IdempotencyStore {

    /** What is known of a key until then; no answer while the request is under way. */
    private record Taken(Request request, @Nullable Answer answer, Instant until) {}

    private final OutageSwitch outageSwitch;
    private final InstantSource clock;
    private final Map<String, Taken> keys = new HashMap<>();

    MemoryIdempotencyStore(OutageSwitch outageSwitch, InstantSource clock) {
        this.outageSwitch = outageSwitch;
        this.clock = clock;
    }

    @Override
    public Claim claim(Request request, Duration lease) {
        return outageSwitch.now(() -> {
            Instant now = clock.instant();
            Taken taken = keys.get(request.key());
            if (taken == null || !now.isBefore(taken.until())) {
                keys.put(request.key(), new Taken(request, null, now.plus(lease)));
                return new Claim.Fresh();
            }
            if (!taken.request().fingerprint().equals(request.fingerprint())) {
                return new Claim.Mismatch();
            }
            return taken.answer() == null ? new Claim.Running() : new Claim.Replay(taken.answer());
        });
    }

    @Override
    public void answered(Request request, Answer answer, Duration lifetime) {
        outageSwitch.now(() -> {
            keys.put(request.key(), new Taken(request, answer, clock.instant().plus(lifetime)));
            return answer;
        });
    }

    @Override
    public void release(Request request) {
        outageSwitch.now(() -> {
            Taken taken = keys.get(request.key());
            if (taken != null && taken.answer() == null && taken.request().equals(request)) {
                keys.remove(request.key());
            }
            return request;
        });
    }
}

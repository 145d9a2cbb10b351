package io.apium.store;

import java.time.Duration;
import java.util.Map;

/** Remembers what was answered to a request that may be made again. */
public interface IdempotencyStore {

    /**
     * Takes the key for this request, or says what became of the request that had it first.
     *
     * @param fingerprint the same for the same request, another for another
     * @param lease how long the request may take before the key is free again
     * @throws UnreadableRecordException when what is stored under the key cannot be read
     */
    Claim claim(String key, String fingerprint, Duration lease);

    /** The request with that key has been answered; {@code answer} is given again for {@code lifetime}. */
    void answered(String key, String fingerprint, Answer answer, Duration lifetime);

    /** The request came to nothing: the key is free. */
    void release(String key);

    /** What became of a key. */
    sealed interface Claim {

        /** Ours now. */
        record Fresh() implements Claim {}

        /** Another request with the same content is under way. */
        record Running() implements Claim {}

        /** Another request used it for something else. */
        record Mismatch() implements Claim {}

        record Replay(Answer answer) implements Claim {}
    }

    /** An HTTP answer. */
    record Answer(int status, Map<String, String> headers, String body) {}
}

package io.apium.store;

import java.time.Duration;
import java.util.Map;

/** Remembers what was answered to a request that may be made again. */
public interface IdempotencyStore {

    /**
     * Takes the key for this request, or says what became of the request that had it first. One that fails may have taken
     * it all the same.
     *
     * @param lease how long the request may take before the key is free again
     * @throws UnreadableRecordException when what is stored under the key cannot be read
     */
    Claim claim(Request request, Duration lease);

    /** The request has been answered; {@code answer} is given again for {@code lifetime}. */
    void answered(Request request, Answer answer, Duration lifetime);

    /** The request came to nothing: the key is free, unless another has it or it was answered. */
    void release(Request request);

    /**
     * One arrival of a request.
     *
     * @param key what the client calls it
     * @param fingerprint the same for the same request, another for another
     * @param owner another for each arrival
     */
    record Request(String key, String fingerprint, String owner) {}

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

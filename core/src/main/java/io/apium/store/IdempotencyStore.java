package io.apium.store;

import java.time.Duration;
import java.util.Map;

/** Stores the responses to requests that a client may repeat. */
public interface IdempotencyStore {

    /**
     * Claims the key for this request, or returns the state of the request that claimed it first. A call that fails may
     * still have claimed the key.
     *
     * @param lease how long the request may take before the key is free again
     * @throws UnreadableRecordException when the value stored under the key cannot be read
     */
    Claim claim(Request request, Duration lease);

    /** Stores the response to the request; it is returned again for {@code lifetime}. */
    void answered(Request request, Answer answer, Duration lifetime);

    /** The request failed: frees the key, unless another request has it or a response is stored. */
    void release(Request request);

    /**
     * One arrival of a request.
     *
     * @param key the client's idempotency key
     * @param fingerprint equal for equal requests
     * @param owner unique for each arrival
     */
    record Request(String key, String fingerprint, String owner) {}

    /** The state of a key. */
    sealed interface Claim {

        /** This request has claimed the key. */
        record Fresh() implements Claim {}

        /** Another request with the same content is running. */
        record Running() implements Claim {}

        /** Another request used the key for another content. */
        record Mismatch() implements Claim {}

        record Replay(Answer answer) implements Claim {}
    }

    /** An HTTP response. */
    record Answer(int status, Map<String, String> headers, String body) {}
}

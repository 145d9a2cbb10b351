package io.apium.api.problem;

import io.apium.task.ErrorName;

/**
 * A response that has begun and cannot be completed. The server breaks the connection, so that the client does not take
 * the response for complete.
 */
@ErrorName("CutShort")
public final class ResponseAbortedException extends RuntimeException {

    public ResponseAbortedException(Exception cause) {
        super("an answer was cut short: " + cause.getMessage(), cause);
    }
}

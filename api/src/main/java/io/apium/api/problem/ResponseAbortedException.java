package io.apium.api.problem;

import io.apium.task.ErrorName;

/** An answer that has begun and cannot be ended: the server breaks the connection, so that nobody takes it for whole. */
@ErrorName("CutShort")
public final class ResponseAbortedException extends RuntimeException {

    public ResponseAbortedException(Exception cause) {
        super("an answer was cut short: " + cause.getMessage(), cause);
    }
}

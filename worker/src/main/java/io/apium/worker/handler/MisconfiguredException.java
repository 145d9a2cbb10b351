package io.apium.worker.handler;

import io.apium.task.ErrorName;

/**
 * The worker cannot start with what it was given. The message says what that was and is all that anybody needs, so it is
 * the innermost: it has no cause.
 */
@ErrorName("Misconfigured")
public final class MisconfiguredException extends RuntimeException {

    public MisconfiguredException(String message) {
        super(message);
    }
}

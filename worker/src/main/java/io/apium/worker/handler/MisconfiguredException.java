package io.apium.worker.handler;

import io.apium.task.ErrorName;

/**
 * The worker cannot start with its configuration. The message names the fault and is all that an operator needs, so the
 * exception is the innermost: it has no cause.
 */
@ErrorName("Misconfigured")
public final class MisconfiguredException extends RuntimeException {

    public MisconfiguredException(String message) {
        super(message);
    }
}

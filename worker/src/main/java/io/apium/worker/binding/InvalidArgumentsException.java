package io.apium.worker.binding;

import io.apium.task.ErrorName;

/**
 * The arguments of a message do not match the handler. This exception has no stack trace, because the mistake is in the
 * message, not in the code.
 */
@ErrorName("WrongArguments")
public final class InvalidArgumentsException extends RuntimeException {

    public InvalidArgumentsException(String message) {
        super(message, null, false, false);
    }
}

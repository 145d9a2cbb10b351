package io.apium.worker.binding;

import io.apium.task.ErrorName;

/** The arguments of a message do not match the handler. Without a stack trace, because it is the caller's mistake. */
@ErrorName("WrongArguments")
public final class InvalidArgumentsException extends RuntimeException {

    public InvalidArgumentsException(String message) {
        super(message, null, false, false);
    }
}

package io.apium.worker.binding;

import io.apium.task.ErrorName;

/** The arguments of a message do not fit the handler. Without a stack trace: it is the caller's mistake, not ours. */
@ErrorName("WrongArguments")
public final class InvalidArgumentsException extends RuntimeException {

    public InvalidArgumentsException(String message) {
        super(message, null, false, false);
    }
}

package io.apium.gpu.array;

import io.apium.task.ErrorName;

/**
 * A value is not an array of the required type. The message is a predicate without its subject, the argument's name.
 */
@ErrorName("WrongArray")
public final class InvalidArrayException extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidArrayException(String message) {
        super(message);
    }
}

package io.apium.gpu.array;

import io.apium.task.ErrorName;

/** A value that is no array of the type that is asked for; the message says of what is wrong, without saying what it is. */
@ErrorName("WrongArray")
public final class InvalidArrayException extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidArrayException(String message) {
        super(message);
    }
}

package io.apium.gpu.work;

import io.apium.task.ErrorName;

/** An argument that no work can be made of; the message names it. */
@ErrorName("WrongArgument")
public final class InvalidArgumentException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param rule what it is to be, and what it is */
    public InvalidArgumentException(String argument, String rule) {
        super("argument '" + argument + "' " + rule);
    }
}

package io.apium.gpu.work;

import io.apium.task.ErrorName;

/** A task argument is invalid; the message names it. */
@ErrorName("WrongArgument")
public final class InvalidArgumentException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param rule what the argument must be, and what it is; a predicate to the argument's name */
    public InvalidArgumentException(String argument, String rule) {
        super("argument '" + argument + "' " + rule);
    }
}

package io.apium.gpu.work;

import io.apium.task.ErrorName;

/** A task argument is invalid; the message names it. */
@ErrorName("WrongArgument")
public final class InvalidArgumentException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param rule a predicate for the argument's name: what the argument must be, and its actual value */
    public InvalidArgumentException(String argument, String rule) {
        super("argument '" + argument + "' " + rule);
    }
}

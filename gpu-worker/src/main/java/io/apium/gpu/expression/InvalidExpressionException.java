package io.apium.gpu.expression;

import io.apium.task.ErrorName;

/** A text is not a valid expression. The message begins with the column, counted from 1. */
@ErrorName("WrongExpression")
public final class InvalidExpressionException extends Exception {

    private static final long serialVersionUID = 1;

    private final int column;

    InvalidExpressionException(int column, String rule) {
        super("at column " + column + ": " + rule);
        this.column = column;
    }

    public int column() {
        return column;
    }
}

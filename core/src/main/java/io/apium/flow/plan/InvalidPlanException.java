package io.apium.flow.plan;

import io.apium.task.ErrorName;

/** A plan that cannot be executed. */
@ErrorName("WrongPlan")
public final class InvalidPlanException extends IllegalArgumentException {

    private final String where;
    private final String what;

    /** @param where the path in the plan, such as {@code dag.total}, or empty for the whole */
    public InvalidPlanException(String where, String what) {
        super(where.isEmpty() ? what : where + ": " + what);
        this.where = where;
        this.what = what;
    }

    /** The path in the plan, such as {@code dag.total} or {@code chain[2].group.0}; empty for the whole. */
    public String where() {
        return where;
    }

    /** The error at this path. */
    public String what() {
        return what;
    }
}

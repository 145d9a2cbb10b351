package io.apium.flow;

/** A plan that can never be carried out. */
public final class WrongPlan extends IllegalArgumentException {

    /** @param where the place in the plan, such as {@code dag.total}, or empty for the whole */
    WrongPlan(String where, String what) {
        super(where.isEmpty() ? what : where + ": " + what);
    }
}

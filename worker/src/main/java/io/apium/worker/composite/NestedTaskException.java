package io.apium.worker.composite;

import io.apium.task.ErrorName;
import io.apium.task.Outcome;

/** A handler that another has called did not come to a result, and so neither does the other. */
@ErrorName("NotDone")
final class NestedTaskException extends Exception {

    private final transient Outcome outcome;

    /** @param outcome any but a success */
    NestedTaskException(Outcome outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}

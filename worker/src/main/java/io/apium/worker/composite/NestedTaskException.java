package io.apium.worker.composite;

import io.apium.task.ErrorName;
import io.apium.task.Outcome;

/** A task that a composite task called did not succeed, so the composite task ends with the same outcome. */
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

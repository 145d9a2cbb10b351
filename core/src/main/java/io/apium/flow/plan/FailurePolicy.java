package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.task.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What a flow does when a node fails, after its task was retried as often as its own retry policy allows.
 *
 * @param failing for a map it applies to each item, otherwise to the node
 * @param value the result in place of the failed one for {@link Failing#DEFAULT}; else null
 * @param undo the compensation task: receives the node's value when the node was successful and the flow fails later;
 *     null for none
 */
public record FailurePolicy(
        Failing failing, @Nullable JsonText value, @Nullable Signature undo) {

    /** The policy of a node without one. */
    public static final FailurePolicy NONE = new FailurePolicy(Failing.FAIL, null, null);

    /** The reaction to a failure. */
    public enum Failing {
        /** The flow fails; waiting nodes are not started. */
        FAIL,
        /** The flow continues without the failed result. */
        SKIP,
        /** The flow continues with another value. */
        DEFAULT
    }

    public FailurePolicy {
        if ((failing == Failing.DEFAULT) != (value != null)) {
            throw new IllegalArgumentException("value must be set for DEFAULT, and only for DEFAULT");
        }
    }
}

package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.task.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a flow when a node of it fails, after its task was tried as often as its own retry policy says.
 *
 * @param failing of a map it is said of each item, of anything else of the node
 * @param value what stands for what failed, where that is a default; else null
 * @param undo is given what the node came to, when it ended well and the flow fails after it; null for nothing to undo
 */
public record FailurePolicy(
        Failing failing, @Nullable JsonText value, @Nullable Signature undo) {

    /** Nothing was said. */
    public static final FailurePolicy NONE = new FailurePolicy(Failing.FAIL, null, null);

    /** What to do. */
    public enum Failing {
        /** The flow fails; what has not started is not run any more. */
        FAIL,
        /** It goes on as if it had not been there. */
        SKIP,
        /** It goes on with another value. */
        DEFAULT
    }

    public FailurePolicy {
        if ((failing == Failing.DEFAULT) != (value != null)) {
            throw new IllegalArgumentException("a failure policy must have a value for DEFAULT, and none otherwise");
        }
    }
}

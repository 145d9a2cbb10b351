package io.apium.worker.builtin;

import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.worker.Task;
import org.jspecify.annotations.Nullable;

/** The task that a group inside of a group ends with. */
final class CanvasTasks {

    /** All the arguments as a list, or the one at {@code index}; Python's {@code accumulate(*args, index=None)}. */
    @Task(Group.ACCUMULATE)
    @Nullable
    Object accumulate(Signature signature) {
        Object index = signature.kwargs().get("index");
        return switch (index) {
            case null -> signature.args();
            case Integer place
            when place >= 0 && place < signature.args().size() ->
                signature.args().get(place);
            default ->
                throw new IndexOutOfBoundsException(
                        "index " + index + " of " + signature.args().size() + " arguments");
        };
    }
}

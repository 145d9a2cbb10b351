package io.apium.worker.builtin;

import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.flow.Parts;
import io.apium.task.Payload;
import io.apium.worker.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks that groups inside of groups, and maps without a reduce, end with. */
final class CanvasTasks {

    /** One list of several. */
    @Task(Parts.CONCAT)
    List<Payload> concat(List<List<Payload>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

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

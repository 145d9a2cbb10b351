package io.apium.worker.builtin;

import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.flow.plan.Plan;
import io.apium.worker.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last tasks of nested groups and of maps without a reduce. */
final class CanvasTasks {

    /** Concatenates lists; returns {@code lists} itself if it is a list of values. */
    @Task(Plan.Joining.CONCAT)
    List<@Nullable Object> concat(List<@Nullable Object> lists, Optional<Boolean> values) {
        if (values.orElse(false)) {
            return lists;
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (Object list : lists) {
            ArgumentChecks.that(
                    list instanceof List,
                    "concat needs lists only, but among " + lists.size() + " values there is another type");
            all.addAll((List<?>) Objects.requireNonNull(list));
        }
        return all;
    }

    /** All arguments as a list, or the one at {@code index}, as in Python's {@code accumulate(*args, index=None)}. */
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
                throw new IndexOutOfBoundsException("index " + index + " is out of range for "
                        + signature.args().size() + " arguments");
        };
    }
}

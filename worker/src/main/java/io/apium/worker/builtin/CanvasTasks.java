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

/** The tasks that groups inside of groups, and maps without a reduce, end with. */
final class CanvasTasks {

    /** One list of several; or {@code lists} itself, where it is one of values and not of lists. */
    @Task(Plan.Joining.CONCAT)
    List<@Nullable Object> concat(List<@Nullable Object> lists, Optional<Boolean> values) {
        if (values.orElse(false)) {
            return lists;
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (Object list : lists) {
            ArgumentChecks.that(
                    list instanceof List,
                    "of lists one is made, and among " + lists.size() + " there is another thing");
            all.addAll((List<?>) Objects.requireNonNull(list));
        }
        return all;
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

package io.apium.flow;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a spreading node. A part is {@value #PART} with a few items, run by any of our workers that has the task
 * and the one that joins; what joins is the reduce's own task, or {@value #CONCAT} where a list is wanted.
 */
public final class Parts {

    /** Runs a task for several items, and joins what they come to. */
    public static final String PART = "apium.part";

    /** Makes one list of several. */
    public static final String CONCAT = "apium.concat";

    /** Says how many items there are. */
    public static final String SIZE = "apium.size";

    private final TaskId flow;
    private final Spreading spreading;
    private final Instant now;

    Parts(TaskId flow, Spreading spreading, Instant now) {
        this.flow = flow;
        this.spreading = spreading;
        this.now = now;
    }

    /**
     * A batch: parts of {@code chunk} items each, and what joins them.
     *
     * @param id of what joins
     * @param items where they are, as a part is told
     */
    Launch batch(TaskId id, long from, long to, int chunk, Slices items) {
        List<Canvas> parts = new ArrayList<>();
        for (long start = from; start < to; start += chunk) {
            long end = Math.min(to, start + chunk);
            parts.add(part(id.follower("part/" + start), items.slice(start, end)));
        }
        Chord chord = new Chord(parts, joining().with(known(id)), Options.NONE.withId(id.follower("chord")));
        return Launch.of(chord, Origin.named(id.value(), now));
    }

    /** @param values in order */
    Launch join(TaskId id, List<Object> values) {
        Canvas call = joining().with(known(id)).after(List.of(values));
        return Launch.of(call, Origin.named(id.value(), now));
    }

    /** Where items are: what a part is told to take from one position up to another. */
    interface Slices {

        Map<String, Object> slice(long from, long to);
    }

    private Signature joining() {
        return spreading.joining() == null
                ? Signature.of(CONCAT)
                : spreading.joining().task();
    }

    private Signature part(TaskId id, Map<String, Object> items) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("over", items);
        order.put("task", written(spreading.task()));
        order.put(
                "reduce",
                written(spreading.joining() == null ? null : spreading.joining().task()));
        return new Signature(PART, List.of(), order, Options.NONE.withId(id), true);
    }

    private Options known(TaskId id) {
        return Options.NONE.withId(id).withExtra(TaskMessage.FLOW, flow.value());
    }

    private static @Nullable Map<String, @Nullable Object> written(@Nullable Signature call) {
        if (call == null) {
            return null;
        }
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("task", call.task());
        written.put("args", call.args());
        written.put("kwargs", call.kwargs());
        return written;
    }
}

package io.apium.flow;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Options;
import io.apium.canvas.Options.Routing;
import io.apium.canvas.Signature;
import io.apium.flow.Mapping.Span;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a spreading node. A part is {@value #PART} with a few items, run by any of our workers that has the task
 * and the one that joins; a map that says one item for each message sends those as its own task, which any Celery worker
 * may run. What joins is the reduce's own task, or {@value #CONCAT} where a list is wanted.
 */
public final class Parts {

    /** Runs a task for several items, and joins what they come to. */
    public static final String PART = "apium.part";

    /** Makes one list of several. */
    public static final String CONCAT = "apium.concat";

    /** Says how many items there are. */
    public static final String SIZE = "apium.size";

    private final Owed owed;
    private final Spreading spreading;
    private final Items items;
    private final Policy policy;
    private final int node;
    private final String name;

    Parts(Owed owed, Spreading spreading, Items items, Graph.Node node, int position) {
        this.owed = owed;
        this.spreading = spreading;
        this.items = items;
        this.policy = node.policy();
        this.node = position;
        this.name = node.name();
    }

    /** Parts of {@code chunk} items each, and what joins them. */
    Span batch(long from, long to, int chunk) {
        TaskId id = owed.id(name + "/batch/" + from + "-" + to);
        Span batch = Span.batch(from, to, id, chunk, owed.attempt());
        List<Canvas> parts = new ArrayList<>();
        for (Span part : of(batch)) {
            parts.add(part(part, part.task()));
        }
        // a list of bare values is what they are to be
        boolean isList = spreading.isBare() && spreading.joining() == null;
        Signature joining = isList ? joining().keyword("values", true) : joining();
        Canvas body = joining.with(owed.marked(joining.options(), id, node, false));
        owed.send(new Chord(parts, body, Options.NONE.withId(id.follower("chord"))), id);
        return batch;
    }

    /** The parts of a batch, each as if it stood alone. */
    List<Span> of(Span batch) {
        List<Span> parts = new ArrayList<>();
        for (long start = batch.from(); start < batch.to(); start += batch.chunk()) {
            long end = Math.min(batch.to(), start + batch.chunk());
            TaskId id = batch.task().follower("part/" + start);
            parts.add(Span.part(start, end, id, spreading.isBare() ? Span.BARE : 0, batch.attempt()));
        }
        return parts;
    }

    /** A part that was lost, once more and alone. */
    Span again(Span part) {
        TaskId id = owed.id(name + "/part/" + part.from() + "-" + part.to());
        owed.send(part(part, id), id);
        return part.again(id, part.level(), owed.attempt());
    }

    /** The policy's value in place of a part's items. */
    Span instead(Span part, Payload value) {
        TaskId id = owed.id(name + "/default/" + part.from() + "-" + part.to());
        long count = spreading.isBare() ? 1 : part.to() - part.from();
        Map<String, Object> over = Map.of("items", Collections.nCopies((int) count, value));
        owed.send(order(over, id, null), id);
        return part.again(id, 0, owed.attempt());
    }

    /** @param values of the spans, in order */
    Span join(List<Span> some, List<Object> values) {
        TaskId id = owed.id(
                name + "/join/" + some.getFirst().from() + "-" + some.getLast().to());
        join(id, values);
        return Span.join(some, id, owed.attempt());
    }

    /** The same once more. */
    Span joinAgain(Span join, List<Object> values) {
        TaskId id = owed.id(name + "/join/" + join.from() + "-" + join.to());
        join(id, values);
        return join.again(id, join.level(), owed.attempt());
    }

    private void join(TaskId id, List<Object> values) {
        Signature joining = joining();
        Signature whole = joining.with(owed.marked(joining.options(), id, node, true));
        owed.send(whole.after(List.of(values)), id);
    }

    /** Where nothing is said, it goes where the parts go. */
    private Signature joining() {
        Signature joining = spreading.joining() == null
                ? Signature.of(CONCAT)
                : spreading.joining().task();
        Options asked = joining.options();
        return asked.routing().equals(Routing.DEFAULT) ? joining.with(asked.withRouting(spreading.routing())) : joining;
    }

    private Signature part(Span part, TaskId id) {
        Signature task = spreading.task();
        if (spreading.isBare() && task != null) {
            Signature call = task.with(owed.marked(task.options(), id, node, true));
            return call.after(Collections.singletonList(items.at(part.from())));
        }
        return order(items.slices().slice(part.from(), part.to()), id, task);
    }

    private Signature order(Map<String, Object> over, TaskId id, @Nullable Signature task) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("over", over);
        if (spreading.slices() != null) {
            order.put("whole", true);
        }
        order.put("task", written(task));
        order.put(
                "reduce",
                written(spreading.joining() == null ? null : spreading.joining().task()));
        switch (policy.failing()) {
            case FAIL -> {}
            case SKIP -> order.put("skip", true);
            case DEFAULT -> order.put("default", policy.value());
        }
        Options asked = task == null ? Options.NONE.withRouting(spreading.routing()) : task.options();
        return new Signature(PART, List.of(), order, owed.marked(asked, id, node, true), true);
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

package io.apium.flow;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.flow.MapProgress.Span;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.MapSpec;
import io.apium.flow.plan.Plan;
import io.apium.task.JsonText;
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
 * may run. What joins is the reduce's own task, or {@value Plan.Joining#CONCAT} where a list is wanted.
 */
public final class MapMessages {

    /** Runs a task for several items, and joins what they come to. */
    public static final String PART = "apium.part";

    /** Says how many items there are. */
    public static final String SIZE = "apium.size";

    private final StepEffects stepEffects;
    private final MapSpec mapSpec;
    private final ItemSlices items;
    private final FailurePolicy policy;
    private final int node;
    private final String name;

    MapMessages(StepEffects stepEffects, MapSpec mapSpec, ItemSlices items, FlowGraph.Node node, int position) {
        this.stepEffects = stepEffects;
        this.mapSpec = mapSpec;
        this.items = items;
        this.policy = node.policy();
        this.node = position;
        this.name = node.name();
    }

    /** Parts of {@code chunk} items each, and what joins them. */
    Span batch(long from, long to, int chunk) {
        TaskId id = stepEffects.id(name + "/batch/" + from + "-" + to);
        Span batch = Span.batch(from, to, id, chunk, stepEffects.attempt());
        List<Canvas> parts = new ArrayList<>();
        for (Span part : of(batch)) {
            parts.add(part(part, part.task()));
        }
        // a list of bare values is what they are to be
        boolean isList = mapSpec.isBare() && mapSpec.joining() == null;
        Signature joining = isList ? joining().keyword("values", true) : joining();
        Canvas body = joining.with(stepEffects.marked(joining.options(), id, node, false));
        stepEffects.send(new Chord(parts, body, TaskOptions.NONE.withId(id.follower("chord"))), id);
        return batch;
    }

    /** The parts of a batch, each as if it stood alone. */
    List<Span> of(Span batch) {
        List<Span> parts = new ArrayList<>();
        for (long start = batch.from(); start < batch.to(); start += batch.chunk()) {
            long end = Math.min(batch.to(), start + batch.chunk());
            TaskId id = batch.task().follower("part/" + start);
            parts.add(Span.part(start, end, id, mapSpec.isBare() ? Span.BARE : 0, batch.attempt()));
        }
        return parts;
    }

    /** A part that was lost, once more and alone. */
    Span again(Span part) {
        TaskId id = stepEffects.id(name + "/part/" + part.from() + "-" + part.to());
        stepEffects.send(part(part, id), id);
        return part.again(id, part.level(), stepEffects.attempt());
    }

    /** The policy's value in place of a part's items. */
    Span instead(Span part, JsonText value) {
        TaskId id = stepEffects.id(name + "/default/" + part.from() + "-" + part.to());
        long count = mapSpec.isBare() ? 1 : part.to() - part.from();
        Map<String, Object> over = Map.of("items", Collections.nCopies((int) count, value));
        stepEffects.send(order(over, id, null), id);
        return part.again(id, 0, stepEffects.attempt());
    }

    /** @param values of the spans, in order */
    Span join(List<Span> some, List<Object> values) {
        TaskId id = stepEffects.id(
                name + "/join/" + some.getFirst().from() + "-" + some.getLast().to());
        join(id, values);
        return Span.join(some, id, stepEffects.attempt());
    }

    /** The same once more. */
    Span joinAgain(Span join, List<Object> values) {
        TaskId id = stepEffects.id(name + "/join/" + join.from() + "-" + join.to());
        join(id, values);
        return join.again(id, join.level(), stepEffects.attempt());
    }

    private void join(TaskId id, List<Object> values) {
        Signature joining = joining();
        Signature whole = joining.with(stepEffects.marked(joining.options(), id, node, true));
        stepEffects.send(whole.after(List.of(values)), id);
    }

    /** Where nothing is said, it goes where the parts go. */
    private Signature joining() {
        Signature joining = mapSpec.joining() == null
                ? Signature.of(Plan.Joining.CONCAT)
                : mapSpec.joining().task();
        TaskOptions asked = joining.options();
        return asked.routing().equals(Routing.DEFAULT) ? joining.with(asked.withRouting(mapSpec.routing())) : joining;
    }

    private Signature part(Span part, TaskId id) {
        Signature task = mapSpec.task();
        if (mapSpec.isBare() && task != null) {
            Signature call = task.with(stepEffects.marked(task.options(), id, node, true));
            return call.after(Collections.singletonList(items.at(part.from())));
        }
        return order(items.slices().slice(part.from(), part.to()), id, task);
    }

    private Signature order(Map<String, Object> over, TaskId id, @Nullable Signature task) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("over", over);
        if (mapSpec.slices() != null) {
            order.put("whole", true);
        }
        order.put("task", written(task));
        order.put(
                "reduce",
                written(mapSpec.joining() == null ? null : mapSpec.joining().task()));
        switch (policy.failing()) {
            case FAIL -> {}
            case SKIP -> order.put("skip", true);
            case DEFAULT -> order.put("default", policy.value());
        }
        TaskOptions asked = task == null ? TaskOptions.NONE.withRouting(mapSpec.routing()) : task.options();
        return new Signature(PART, List.of(), order, stepEffects.marked(asked, id, node, true), true);
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

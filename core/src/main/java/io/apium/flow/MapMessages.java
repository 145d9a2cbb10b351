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
 * The messages of a map. A part is the task {@value #PART} with a few items; any Apium worker that has the task and the
 * joining task can run it. A map with a chunk of one item sends each item as a message of its own task, which a Celery
 * worker can run. The joining task is the reduce's own, or {@value Plan.Joining#CONCAT} for a list.
 */
public final class MapMessages {

    /** Runs a task for several items and joins the results. */
    public static final String PART = "apium.part";

    /** Returns the number of items. */
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

    /** Sends parts of {@code chunk} items each as a chord whose body joins them. */
    Span batch(long from, long to, int chunk) {
        TaskId id = stepEffects.id(name + "/batch/" + from + "-" + to);
        Span batch = Span.batch(from, to, id, chunk, stepEffects.attempt());
        List<Canvas> parts = new ArrayList<>();
        for (Span part : of(batch)) {
            parts.add(part(part, part.task()));
        }
        // bare values are wanted as a list of themselves
        boolean isList = mapSpec.isBare() && mapSpec.joining() == null;
        Signature joining = isList ? joining().keyword("values", true) : joining();
        Canvas body = joining.with(stepEffects.marked(joining.options(), id, node, false));
        stepEffects.send(new Chord(parts, body, TaskOptions.NONE.withId(id.follower("chord"))), id);
        return batch;
    }

    /** The parts of a batch, as spans of their own. */
    List<Span> of(Span batch) {
        List<Span> parts = new ArrayList<>();
        for (long start = batch.from(); start < batch.to(); start += batch.chunk()) {
            long end = Math.min(batch.to(), start + batch.chunk());
            TaskId id = batch.task().follower("part/" + start);
            parts.add(Span.part(start, end, id, mapSpec.isBare() ? Span.BARE : 0, batch.attempt()));
        }
        return parts;
    }

    /** Sends a failed part once more, outside of its batch. */
    Span resend(Span part) {
        TaskId id = stepEffects.id(name + "/part/" + part.from() + "-" + part.to());
        stepEffects.send(part(part, id), id);
        return part.again(id, part.level(), stepEffects.attempt());
    }

    /** Replaces the items of a failed part with the policy's value. */
    Span replaceWithDefault(Span part, JsonText value) {
        TaskId id = stepEffects.id(name + "/default/" + part.from() + "-" + part.to());
        long count = mapSpec.isBare() ? 1 : part.to() - part.from();
        Map<String, Object> over = Map.of("items", Collections.nCopies((int) count, value));
        stepEffects.send(partCall(over, id, null), id);
        return part.again(id, 0, stepEffects.attempt());
    }

    /** @param values the results of the spans, in partCall */
    Span join(List<Span> some, List<Object> values) {
        TaskId id = stepEffects.id(
                name + "/join/" + some.getFirst().from() + "-" + some.getLast().to());
        join(id, values);
        return Span.join(some, id, stepEffects.attempt());
    }

    /** Sends the same join once more. */
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

    /** Without a routing of its own, the join has the routing of the parts. */
    private Signature joining() {
        Signature joining = mapSpec.joining() == null
                ? Signature.of(Plan.Joining.CONCAT)
                : mapSpec.joining().task();
        TaskOptions options = joining.options();
        return options.routing().equals(Routing.DEFAULT)
                ? joining.with(options.withRouting(mapSpec.routing()))
                : joining;
    }

    private Signature part(Span part, TaskId id) {
        Signature task = mapSpec.task();
        if (mapSpec.isBare() && task != null) {
            Signature call = task.with(stepEffects.marked(task.options(), id, node, true));
            return call.after(Collections.singletonList(items.at(part.from())));
        }
        return partCall(items.slices().slice(part.from(), part.to()), id, task);
    }

    private Signature partCall(Map<String, Object> over, TaskId id, @Nullable Signature task) {
        Map<String, @Nullable Object> partCall = new LinkedHashMap<>();
        partCall.put("over", over);
        if (mapSpec.slices() != null) {
            partCall.put("whole", true);
        }
        partCall.put("task", callMap(task));
        partCall.put(
                "reduce",
                callMap(mapSpec.joining() == null ? null : mapSpec.joining().task()));
        switch (policy.failing()) {
            case FAIL -> {}
            case SKIP -> partCall.put("skip", true);
            case DEFAULT -> partCall.put("default", policy.value());
        }
        TaskOptions options = task == null ? TaskOptions.NONE.withRouting(mapSpec.routing()) : task.options();
        return new Signature(PART, List.of(), partCall, stepEffects.marked(options, id, node, true), true);
    }

    private static @Nullable Map<String, @Nullable Object> callMap(@Nullable Signature call) {
        if (call == null) {
            return null;
        }
        Map<String, @Nullable Object> callMap = new LinkedHashMap<>();
        callMap.put("task", call.task());
        callMap.put("args", call.args());
        callMap.put("kwargs", call.kwargs());
        return callMap;
    }
}

package io.apium.api.canvas;

import io.apium.api.bound.ApiBounds;
import io.apium.api.json.JsonCursor;
import io.apium.canvas.Signature;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.InvalidPlanException;
import io.apium.flow.plan.Plan;
import io.apium.store.BlobId;
import io.apium.store.BlobStore.Blob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and checks a flow that the scheduler advances. */
public final class PlanReader {

    private static final String DEADLINE = "deadline";
    private static final String AFTER = "after";

    /** The forms that can run as messages. */
    private static final List<String> MESSAGE_FORMS = List.of("chain", "group", "chord", "task");

    private static final List<String> FORMS =
            List.of("chain", "group", "chord", "map", "scatter", "reduce", "dag", "allReduce", "scan", "task");
    private static final Set<String> TASK_FIELDS =
            MapReader.with(CanvasReader.STEP_FIELDS, PolicyReader.ON_FAILURE, PolicyReader.UNDO);

    private final CanvasReader canvas;
    private final PolicyReader policies;
    private final MapReader maps;

    private PlanReader(Instant now, AllowedQueues queues, Function<BlobId, Optional<Blob>> blobs) {
        canvas = new CanvasReader(now, queues);
        policies = new PolicyReader(canvas);
        maps = new MapReader(canvas, new SourceReader(blobs), policies);
    }

    /**
     * A valid flow of a request.
     *
     * @param plan a plan with a valid graph
     * @param deadline the time at which the flow fails unless it has ended, or null
     */
    public record Wish(Plan plan, @Nullable Instant deadline) {}

    /**
     * The place of a part in a flow.
     *
     * @param inDag whether arguments may reference results by the name of a node
     * @param beside the fields that are allowed beside its form
     */
    private record Standing(int depth, boolean inDag, Set<String> beside) {

        Standing inside() {
            return new Standing(depth + 1, inDag, Set.of());
        }

        Standing asVertex() {
            return new Standing(depth + 1, true, Set.of(AFTER));
        }
    }

    /**
     * Whether the flow cannot run as messages. True also for JSON that is no flow, because this reader knows all forms.
     */
    public static boolean isPlan(JsonCursor root) {
        return root.has(DEADLINE) || isPlan(root, FlowGraph.DEPTH_MAX);
    }

    private static boolean isPlan(JsonCursor cursor, int depth) {
        boolean isCanvas = MESSAGE_FORMS.stream().anyMatch(cursor::has)
                && FORMS.stream().filter(cursor::has).allMatch(MESSAGE_FORMS::contains)
                && !cursor.has(PolicyReader.ON_FAILURE)
                && !cursor.has(PolicyReader.UNDO);
        return depth > 0 && (!isCanvas || parts(cursor).stream().anyMatch(part -> isPlan(part, depth - 1)));
    }

    private static List<JsonCursor> parts(JsonCursor cursor) {
        List<JsonCursor> parts = new ArrayList<>(cursor.inside("chain"));
        parts.addAll(cursor.inside("group"));
        JsonCursor chord = cursor.field("chord");
        if (chord != null) {
            parts.addAll(chord.inside("header"));
            parts.addAll(chord.inside("body"));
        }
        return parts;
    }

    /** @param blobs finds a blob, for its size; its exceptions are passed on */
    static Wish read(JsonCursor root, Instant now, AllowedQueues queues, Function<BlobId, Optional<Blob>> blobs) {
        Plan plan = new PlanReader(now, queues, blobs).plan(root, new Standing(1, false, Set.of(DEADLINE)));
        Duration deadline = root.field(DEADLINE, TimeReader::length);
        root.refuseMistakes();
        Plan whole = Objects.requireNonNull(plan, "a flow was not read, and no mistake was noted");
        try {
            var _ = FlowGraph.of(whole);
        } catch (InvalidPlanException e) {
            PlanErrorLocator.find(root, e.where()).wrong(e.what());
        }
        root.refuseMistakes();
        return new Wish(whole, deadline == null ? null : now.plus(deadline));
    }

    private @Nullable Plan plan(JsonCursor cursor, Standing standing) {
        if (standing.depth() > FlowGraph.DEPTH_MAX) {
            cursor.wrong("must not be nested more than " + FlowGraph.DEPTH_MAX + " deep");
            return null;
        }
        List<String> forms = FORMS.stream().filter(cursor::has).toList();
        if (forms.size() != 1) {
            cursor.wrong("must be an object with exactly one of " + String.join(", ", FORMS) + ", got: "
                    + (forms.isEmpty() ? "none" : String.join(", ", forms)));
            return null;
        }
        String form = forms.getFirst();
        if (form.equals("task")) {
            return task(cursor, standing);
        }
        Set<String> known = MapReader.with(standing.beside(), form);
        JsonCursor content = cursor.isObjectOf(known) ? cursor.required(form) : null;
        return content == null ? null : plan(form, content, standing);
    }

    private @Nullable Plan task(JsonCursor cursor, Standing standing) {
        Set<String> known = new HashSet<>(TASK_FIELDS);
        known.addAll(standing.beside());
        Signature call = canvas.task(cursor, known);
        var policy = policies.read(cursor);
        return call == null ? null : new Plan.Task(standing.inDag() ? ResultReferences.read(call) : call, policy);
    }

    private @Nullable Plan plan(String form, JsonCursor content, Standing standing) {
        return switch (form) {
            case "chain" -> {
                List<Plan> steps = plans(content.atLeastOneElement(), standing);
                yield steps.isEmpty() ? null : new Plan.Chain(steps);
            }
            case "group" -> new Plan.Group(plans(content.elements(), standing));
            case "chord" -> chord(content, standing);
            case "map" -> maps.map(content, standing.inDag());
            case "scatter" -> maps.scatter(content, standing.inDag());
            case "reduce" -> maps.reduce(content);
            case "allReduce" -> maps.allReduce(content, standing.inDag());
            case "scan" -> maps.scan(content);
            default -> dag(content, standing);
        };
    }

    private @Nullable Plan chord(JsonCursor chord, Standing standing) {
        if (!chord.isObjectOf(Set.of("header", "body"))) {
            return null;
        }
        JsonCursor header = chord.required("header");
        JsonCursor body = chord.required("body");
        List<Plan> parts = header == null ? List.of() : plans(header.elements(), standing);
        Plan last = body == null ? null : plan(body, standing.inside());
        return last == null ? null : new Plan.Chord(new Plan.Group(parts), last);
    }

    private List<Plan> plans(List<JsonCursor> cursors, Standing standing) {
        List<Plan> plans = new ArrayList<>();
        for (JsonCursor cursor : cursors) {
            Plan plan = plan(cursor, standing.inside());
            if (plan != null) {
                plans.add(plan);
            }
        }
        return plans;
    }

    private @Nullable Plan dag(JsonCursor dag, Standing standing) {
        SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonCursor> node : dag.fields().entrySet()) {
            Plan plan = plan(node.getValue(), standing.asVertex());
            List<String> after = node.getValue().field(AFTER, PlanReader::names);
            if (plan != null) {
                nodes.put(node.getKey(), new Plan.Vertex(plan, after == null ? Set.of() : new HashSet<>(after)));
            }
        }
        if (nodes.isEmpty()) {
            dag.wrong("must have at least one node");
            return null;
        }
        try {
            return new Plan.Dag(nodes);
        } catch (IllegalArgumentException e) {
            dag.wrong("is not a valid dag: " + e.getMessage());
            return null;
        }
    }

    private static List<String> names(JsonCursor cursor) {
        List<String> names = new ArrayList<>();
        for (JsonCursor element : cursor.elements()) {
            String name = element.text(ApiBounds.NODE_NAME);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}

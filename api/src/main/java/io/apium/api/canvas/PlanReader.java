package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.canvas.Signature;
import io.apium.flow.Graph;
import io.apium.flow.Plan;
import io.apium.flow.Policy;
import io.apium.flow.Source;
import io.apium.flow.WrongPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a flow that the scheduler advances, and checks it whole. */
public final class PlanReader {

    private static final List<String> FORMS = List.of("chain", "group", "chord", "map", "reduce", "dag", "task");
    private static final Set<String> MAP_FIELDS =
            Set.of("task", "args", "kwargs", "options", "over", "chunk", "window", "reduce");
    private static final Set<String> JOINING_FIELDS = Set.of("task", "args", "kwargs", "options", "fanIn");
    private static final Set<String> REDUCE_FIELDS = Set.of("task", "args", "kwargs", "options", "fanIn", "over");
    private static final int NAME_LENGTH_MAX = 255;
    private static final String AUTO = "auto";

    private final CanvasReader canvas;

    private PlanReader(Instant now) {
        this.canvas = new CanvasReader(now);
    }

    /** Whether only the scheduler can do it: there is a map, a reduce or a dag in it. */
    public static boolean isPlan(Place root) {
        return root.holdsField(Set.of("map", "reduce", "dag"), Graph.DEPTH_MAX);
    }

    /** @return a plan of which a graph can be made */
    public static Plan read(Place root, Instant now) {
        Plan plan = new PlanReader(now).plan(root, 1, false);
        root.refuseMistakes();
        Plan whole = Objects.requireNonNull(plan, "a flow was not read, and no mistake was noted");
        try {
            var _ = Graph.of(whole);
        } catch (WrongPlan e) {
            root.wrong(String.valueOf(e.getMessage()));
        }
        root.refuseMistakes();
        return whole;
    }

    /** @param vertex whether {@code after} may stand beside it */
    private @Nullable Plan plan(Place place, int depth, boolean vertex) {
        if (depth > Graph.DEPTH_MAX) {
            place.wrong("is nested more than " + Graph.DEPTH_MAX + " deep");
            return null;
        }
        List<String> forms = FORMS.stream().filter(place::has).toList();
        if (forms.size() != 1) {
            place.wrong("is an object with one of " + String.join(", ", FORMS) + ", got: "
                    + (forms.isEmpty() ? "none" : String.join(", ", forms)));
            return null;
        }
        String form = forms.getFirst();
        if (form.equals("task")) {
            Signature call =
                    canvas.task(place, vertex ? with(CanvasReader.STEP_FIELDS, "after") : CanvasReader.STEP_FIELDS);
            return call == null ? null : new Plan.Task(vertex ? References.read(call) : call);
        }
        Place content = place.isObjectOf(vertex ? Set.of(form, "after") : Set.of(form)) ? place.required(form) : null;
        return content == null ? null : plan(form, content, depth);
    }

    private @Nullable Plan plan(String form, Place content, int depth) {
        return switch (form) {
            case "chain" -> {
                List<Plan> steps = plans(content.atLeastOneElement(), depth);
                yield steps.isEmpty() ? null : new Plan.Chain(steps);
            }
            case "group" -> new Plan.Group(plans(content.elements(), depth));
            case "chord" -> chord(content, depth);
            case "map" -> map(content);
            case "reduce" -> reduce(content);
            default -> dag(content, depth);
        };
    }

    private @Nullable Plan chord(Place chord, int depth) {
        if (!chord.isObjectOf(Set.of("header", "body"))) {
            return null;
        }
        Place header = chord.required("header");
        Place body = chord.required("body");
        Plan last = body == null ? null : plan(body, depth + 1, false);
        return header == null || last == null
                ? null
                : new Plan.Chord(new Plan.Group(plans(header.elements(), depth)), last);
    }

    private List<Plan> plans(List<Place> places, int depth) {
        List<Plan> plans = new ArrayList<>();
        for (Place place : places) {
            Plan plan = plan(place, depth + 1, false);
            if (plan != null) {
                plans.add(plan);
            }
        }
        return plans;
    }

    private @Nullable Plan map(Place place) {
        Signature task = canvas.task(place, MAP_FIELDS);
        Source over = over(place, true);
        Integer chunk = place.field("chunk", each -> each.isNumber() ? each.number(1, Plan.Map.CHUNK_MAX) : auto(each));
        Integer window = place.field("window", each -> each.number(1, Plan.Map.WINDOW_MAX));
        Plan.Joining reduce = place.field("reduce", each -> joining(each, JOINING_FIELDS));
        return task == null || over == null
                ? null
                : new Plan.Map(task, over, chunk, window == null ? Plan.Map.WINDOW : window, reduce, Policy.NONE);
    }

    private static @Nullable Integer auto(Place place) {
        var _ = place.oneOf(new String[] {AUTO}, choice -> choice);
        return null;
    }

    private @Nullable Plan reduce(Place place) {
        Plan.Joining joining = joining(place, REDUCE_FIELDS);
        Source over = over(place, false);
        return joining == null || over == null ? null : new Plan.Reduce(joining, over, Policy.NONE);
    }

    private Plan.@Nullable Joining joining(Place place, Set<String> fields) {
        Signature task = canvas.task(place, fields);
        Integer fanIn = place.field("fanIn", each -> each.number(2, Plan.Joining.FAN_IN_MAX));
        return task == null ? null : new Plan.Joining(task, fanIn == null ? Plan.Joining.FAN_IN : fanIn);
    }

    /** Nothing is what the step before came to. */
    private static @Nullable Source over(Place place, boolean mayCount) {
        Place over = place.field("over");
        if (over == null) {
            return new Source.Previous();
        }
        if (!over.isObjectOf(mayCount ? Set.of("range", "items", "lines", "result") : Set.of("items", "result"))) {
            return null;
        }
        if (over.has("range")) {
            return over.field("range", PlanReader::range);
        }
        if (over.has("items")) {
            List<@Nullable Object> items = over.field("items", Place::values);
            return items == null ? null : new Source.Items(items);
        }
        if (over.has("lines")) {
            String blob = over.field("lines", each -> each.text(NAME_LENGTH_MAX));
            return blob == null ? null : new Source.Lines(blob, 0, false);
        }
        Place result = over.required("result");
        String node = result == null ? null : result.text(NAME_LENGTH_MAX);
        return node == null ? null : new Source.Result(node);
    }

    private static @Nullable Source range(Place place) {
        List<@Nullable Object> numbers = place.values();
        boolean whole = numbers.size() >= 2
                && numbers.size() <= 3
                && numbers.stream().allMatch(number -> number instanceof Integer || number instanceof Long);
        if (!whole) {
            place.wrong("is [from, to] or [from, to, step], whole numbers");
            return null;
        }
        try {
            return new Source.Range(at(numbers, 0), at(numbers, 1), numbers.size() == 3 ? at(numbers, 2) : 1);
        } catch (IllegalArgumentException | ArithmeticException e) {
            place.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static long at(List<@Nullable Object> numbers, int index) {
        return ((Number) Objects.requireNonNull(numbers.get(index))).longValue();
    }

    private @Nullable Plan dag(Place dag, int depth) {
        SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();
        for (Map.Entry<String, Place> node : dag.fields().entrySet()) {
            Plan plan = plan(node.getValue(), depth + 1, true);
            List<String> after = node.getValue().field("after", PlanReader::names);
            if (plan != null) {
                nodes.put(node.getKey(), new Plan.Vertex(plan, after == null ? Set.of() : new HashSet<>(after)));
            }
        }
        if (nodes.isEmpty()) {
            dag.wrong("has at least one node");
            return null;
        }
        return new Plan.Dag(nodes);
    }

    private static List<String> names(Place place) {
        List<String> names = new ArrayList<>();
        for (Place element : place.elements()) {
            String name = element.text(NAME_LENGTH_MAX);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private static Set<String> with(Set<String> fields, String more) {
        Set<String> all = new HashSet<>(fields);
        all.add(more);
        return all;
    }
}

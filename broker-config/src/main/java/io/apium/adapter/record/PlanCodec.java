package io.apium.adapter.record;

import io.apium.adapter.celery.UntrustedFields;
import io.apium.bound.JsonNumber;
import io.apium.bound.PlainText;
import io.apium.canvas.Signature;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.Plan;
import io.apium.task.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The plan of a flow as JSON: the name of one field is its type. Tasks are Celery signatures. */
final class PlanCodec {

    private PlanCodec() {}

    static Map<String, @Nullable Object> tree(Plan plan) {
        return switch (plan) {
            case Plan.Task(Signature call, FailurePolicy policy) -> with(policy, one("task", PlanTaskCodec.tree(call)));
            case Plan.Chain(List<Plan> steps) -> one("chain", trees(steps));
            case Plan.Group(List<Plan> parts) -> one("group", trees(parts));
            case Plan.Chord(Plan.Group(List<Plan> parts), Plan body) -> {
                Map<String, @Nullable Object> tree = one("chord", trees(parts));
                tree.put("body", tree(body));
                yield tree;
            }
            case Plan.Map map -> {
                Map<String, @Nullable Object> tree = one("map", PlanTaskCodec.tree(map.task()));
                tree.put("over", tree(map.over()));
                tree.put("chunk", map.chunk());
                tree.put("window", map.window());
                tree.put("reduce", map.reduce() == null ? null : tree(map.reduce()));
                yield with(map.policy(), tree);
            }
            case Plan.Scatter scatter -> {
                Map<String, @Nullable Object> tree = one("scatter", PlanTaskCodec.tree(scatter.task()));
                tree.put("over", tree(scatter.over()));
                tree.put("slices", scatter.slices());
                yield with(scatter.policy(), tree);
            }
            case Plan.Reduce(Plan.Joining joining, ItemSource over, FailurePolicy policy) -> {
                Map<String, @Nullable Object> tree = one("reduce", tree(joining));
                tree.put("over", tree(over));
                yield with(policy, tree);
            }
            case Plan.Dag(SequencedMap<String, Plan.Vertex> nodes) -> {
                Map<String, @Nullable Object> vertices = new LinkedHashMap<>();
                nodes.forEach((name, vertex) -> {
                    Map<String, @Nullable Object> tree = one("plan", tree(vertex.plan()));
                    tree.put("after", vertex.after().stream().sorted().toList());
                    vertices.put(name, tree);
                });
                yield one("dag", vertices);
            }
        };
    }

    /** @throws IllegalArgumentException when it is not a plan that this version knows */
    static Plan read(@Nullable Object value) {
        UntrustedFields fields = UntrustedFields.of(value, "a plan");
        return switch (form(fields)) {
            case "task" -> new Plan.Task(PlanTaskCodec.read(fields.raw("task")), policy(fields));
            case "chain" -> new Plan.Chain(plans(fields.raw("chain")));
            case "group" -> new Plan.Group(plans(fields.raw("group")));
            case "chord" -> new Plan.Chord(new Plan.Group(plans(fields.raw("chord"))), read(fields.raw("body")));
            case "map" -> {
                Object reduce = fields.raw("reduce");
                Integer window = fields.integer("window");
                yield new Plan.Map(
                        PlanTaskCodec.read(fields.raw("map")),
                        source(fields.raw("over")),
                        fields.integer("chunk"),
                        window == null ? Plan.Map.WINDOW : window,
                        reduce == null ? null : joining(reduce),
                        policy(fields));
            }
            case "scatter" ->
                new Plan.Scatter(
                        PlanTaskCodec.read(fields.raw("scatter")),
                        source(fields.raw("over")),
                        (int) fields.number("slices"),
                        policy(fields));
            case "reduce" -> new Plan.Reduce(joining(fields.raw("reduce")), source(fields.raw("over")), policy(fields));
            default -> dag(UntrustedFields.of(fields.raw("dag"), "a dag"));
        };
    }

    private static Map<String, @Nullable Object> with(FailurePolicy policy, Map<String, @Nullable Object> tree) {
        JsonText value = policy.value();
        if (!policy.equals(FailurePolicy.NONE)) {
            tree.put("failing", policy.failing().name());
            tree.put("default", value == null ? null : value.json());
            tree.put("undo", policy.undo() == null ? null : PlanTaskCodec.tree(policy.undo()));
        }
        return tree;
    }

    private static FailurePolicy policy(UntrustedFields fields) {
        Object value = fields.raw("default");
        Object undo = fields.raw("undo");
        return fields.raw("failing") == null
                ? FailurePolicy.NONE
                : new FailurePolicy(
                        Failing.valueOf(fields.required("failing")),
                        value == null ? null : new JsonText(value.toString()),
                        undo == null ? null : PlanTaskCodec.read(undo));
    }

    private static String form(UntrustedFields fields) {
        for (String form : List.of("task", "chain", "group", "chord", "map", "scatter", "reduce", "dag")) {
            if (fields.raw(form) != null) {
                // "reduce" is also a field of a map, which comes before it here
                return form;
            }
        }
        throw new IllegalArgumentException(
                "unknown type of a plan, its fields are: " + fields.map().keySet());
    }

    private static Plan dag(UntrustedFields nodes) {
        SequencedMap<String, Plan.Vertex> vertices = new LinkedHashMap<>();
        nodes.map().forEach((name, value) -> {
            UntrustedFields vertex = UntrustedFields.of(value, "a node");
            vertices.put(
                    String.valueOf(name),
                    new Plan.Vertex(read(vertex.raw("plan")), new LinkedHashSet<>(texts(vertex.raw("after")))));
        });
        return new Plan.Dag(vertices);
    }

    private static Map<String, @Nullable Object> tree(Plan.Joining joining) {
        Map<String, @Nullable Object> tree = one("task", PlanTaskCodec.tree(joining.task()));
        tree.put("fan_in", joining.fanIn());
        return tree;
    }

    private static Plan.Joining joining(@Nullable Object value) {
        UntrustedFields fields = UntrustedFields.of(value, "a reduce");
        return new Plan.Joining(PlanTaskCodec.read(fields.raw("task")), (int) fields.number("fan_in"));
    }

    private static Map<String, @Nullable Object> tree(ItemSource source) {
        return switch (source) {
            case ItemSource.Range(long from, long to, long step) -> one("range", List.of(from, to, step));
            case ItemSource.Items(List<@Nullable Object> values) -> one("items", values);
            case ItemSource.Lines(String blob, long bytes, boolean records) -> {
                Map<String, @Nullable Object> tree = one("lines", blob);
                tree.put("bytes", bytes);
                tree.put("records", records);
                yield tree;
            }
            case ItemSource.Previous() -> one("previous", true);
            case ItemSource.Result(String node) -> one("result", node);
        };
    }

    private static ItemSource source(@Nullable Object value) {
        UntrustedFields fields = UntrustedFields.of(value, "a source");
        if (fields.raw("range") instanceof List<?> range && range.size() == 3) {
            return new ItemSource.Range(whole(range.get(0)), whole(range.get(1)), whole(range.get(2)));
        }
        if (fields.raw("items") instanceof List<?> items) {
            return new ItemSource.Items(new ArrayList<>(items));
        }
        if (fields.raw("lines") != null) {
            return new ItemSource.Lines(
                    fields.required("lines"),
                    (long) fields.number("bytes"),
                    Boolean.TRUE.equals(fields.raw("records")));
        }
        return fields.raw("result") == null
                ? new ItemSource.Previous()
                : new ItemSource.Result(fields.required("result"));
    }

    private static long whole(@Nullable Object value) {
        Long whole = JsonNumber.whole(value);
        if (whole == null) {
            throw new IllegalArgumentException("must be a whole number, got: " + PlainText.shown(value));
        }
        return whole;
    }

    private static List<Object> trees(Collection<Plan> plans) {
        return plans.stream().map(plan -> (Object) tree(plan)).toList();
    }

    private static List<Plan> plans(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(PlanCodec::read).toList()
                : List.of();
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, @Nullable Object> one(String name, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(name, value);
        return map;
    }
}

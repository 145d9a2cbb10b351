package io.apium.scheduler.simulation;

import io.apium.canvas.Signature;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Computes the result of a plan in the simplest way: one node after another, in one thread. */
final class Interpreter {

    /** The result of a skipped task. */
    private static final Object ABSENT = new Object();

    private Interpreter() {}

    static final class Failed extends RuntimeException {}

    /** @throws Failed when it fails */
    static @Nullable Object value(Plan plan) {
        return present(value(plan, null, Map.of()));
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value == ABSENT ? null : value;
    }

    private static Object given(Object value) {
        return value == ABSENT ? "" : value;
    }

    private static Object value(Plan plan, @Nullable Object previous, Map<String, Object> names) {
        return switch (plan) {
            case Plan.Task(Signature call, FailurePolicy policy) -> task(call, policy, previous, names);
            case Plan.Chain(List<Plan> steps) -> {
                Object last = previous;
                for (Plan step : steps) {
                    last = value(step, last, names);
                }
                yield Objects.requireNonNull(last);
            }
            case Plan.Group(List<Plan> parts) -> group(parts, previous, names);
            case Plan.Chord(Plan.Group header, Plan body) -> value(body, group(header.parts(), previous, names), names);
            case Plan.Map map -> {
                List<Object> values = new ArrayList<>();
                items(map.over(), previous, names).forEach(item -> item(map.task(), map.policy(), item, values));
                yield map.reduce() == null ? values : Words.value(Words.JOIN, List.of(values));
            }
            case Plan.Scatter scatter -> {
                List<?> items = items(scatter.over(), previous, names);
                int each = Math.max(1, (items.size() + scatter.slices() - 1) / scatter.slices());
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < items.size(); i += each) {
                    List<?> slice = items.subList(i, Math.min(items.size(), i + each));
                    values.add(Words.value(scatter.task().task(), List.of(slice)));
                }
                yield values;
            }
            case Plan.Reduce reduce -> Words.value(Words.JOIN, List.of(items(reduce.over(), previous, names)));
            case Plan.Dag dag -> dag(dag, names);
        };
    }

    private static Object task(
            Signature call, FailurePolicy policy, @Nullable Object previous, Map<String, Object> names) {
        List<Object> args = new ArrayList<>();
        if (previous != null) {
            args.add(given(previous));
        }
        call.args()
                .forEach(arg -> args.add(
                        arg instanceof Plan.Reference(String node)
                                ? given(Objects.requireNonNull(names.get(node)))
                                : arg));
        return Words.refuses(call.task(), args.getFirst()) ? replacement(policy) : Words.value(call.task(), args);
    }

    private static Object replacement(FailurePolicy policy) {
        return switch (policy.failing()) {
            case FAIL -> throw new Failed();
            case SKIP -> ABSENT;
            case DEFAULT -> Json.read(Objects.requireNonNull(policy.value()));
        };
    }

    private static void item(Signature task, FailurePolicy policy, Object item, List<Object> values) {
        Object value = Words.refuses(task.task(), item) ? replacement(policy) : Words.value(task.task(), List.of(item));
        if (value != ABSENT) {
            values.add(value);
        }
    }

    private static List<Object> group(List<Plan> parts, @Nullable Object previous, Map<String, Object> names) {
        return parts.stream()
                .map(part -> value(part, previous, names))
                .filter(value -> value != ABSENT)
                .toList();
    }

    private static List<?> items(ItemSource over, @Nullable Object previous, Map<String, Object> names) {
        return switch (over) {
            case ItemSource.Range(long from, long to, long _) ->
                LongStream.range(from, to).boxed().toList();
            case ItemSource.Items(List<@Nullable Object> values) -> values;
            case ItemSource.Previous() -> (List<?>) Objects.requireNonNull(previous);
            case ItemSource.Result(String node) -> (List<?>) Objects.requireNonNull(names.get(node));
            case ItemSource.Lines _ -> throw new AssertionError("there are no blobs here");
        };
    }

    private static Object dag(Plan.Dag dag, Map<String, Object> around) {
        Map<String, Object> names = new LinkedHashMap<>(around);
        Set<String> ends = new HashSet<>(dag.nodes().keySet());
        // RandomPlan puts each node after those that it refers to
        dag.nodes().forEach((name, vertex) -> {
            names.put(name, value(vertex.plan(), null, names));
            ends.removeAll(RandomPlan.before(vertex));
        });
        if (ends.size() == 1) {
            return names.get(ends.iterator().next());
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        dag.nodes().keySet().stream().filter(ends::contains).forEach(name -> named.put(name, present(names.get(name))));
        return named;
    }
}

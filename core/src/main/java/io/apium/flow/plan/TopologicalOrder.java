package io.apium.flow.plan;

import io.apium.canvas.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of a dag's nodes in topological order; independent nodes keep the order of the plan. */
final class TopologicalOrder {

    private final Plan.Dag dag;
    private final String path;
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> under = new ArrayList<>();

    TopologicalOrder(Plan.Dag dag, String path) {
        this.dag = dag;
        this.path = path;
    }

    /** @throws InvalidPlanException with the cycle, when there is one */
    List<String> names() {
        dag.nodes().keySet().forEach(this::visit);
        return List.copyOf(done);
    }

    private void visit(String name) {
        Plan.Vertex vertex = dag.nodes().get(name);
        if (vertex == null || done.contains(name)) {
            // a name that is not in this dag may be in a surrounding one; the compiler rejects unknown names
            return;
        }
        int seen = under.indexOf(name);
        if (seen >= 0) {
            String cycle = String.join(" → ", under.subList(seen, under.size())) + " → " + name;
            throw new InvalidPlanException(path, "the nodes wait for each other in a cycle: " + cycle);
        }
        under.add(name);
        before(vertex).forEach(this::visit);
        under.removeLast();
        done.add(name);
    }

    /** The names that a node waits for: its {@code after}, and all that its plan refers to. */
    static Set<String> before(Plan.Vertex vertex) {
        Set<String> names = new TreeSet<>(vertex.after());
        collect(vertex.plan(), names);
        return names;
    }

    private static void collect(Plan plan, Set<String> names) {
        switch (plan) {
            case Plan.Task(Signature call, FailurePolicy _) -> values(call, names);
            case Plan.Chain(List<Plan> steps) -> steps.forEach(step -> collect(step, names));
            case Plan.Group(List<Plan> parts) -> parts.forEach(part -> collect(part, names));
            case Plan.Chord(Plan.Group header, Plan body) -> {
                collect(header, names);
                collect(body, names);
            }
            case Plan.Map map -> {
                source(map.over(), names);
                values(map.task(), names);
            }
            case Plan.Scatter scatter -> {
                source(scatter.over(), names);
                values(scatter.task(), names);
            }
            case Plan.Reduce reduce -> source(reduce.over(), names);
            case Plan.Dag inner -> {
                Set<String> asked = new TreeSet<>();
                inner.nodes().values().forEach(vertex -> asked.addAll(before(vertex)));
                asked.removeAll(inner.nodes().keySet());
                names.addAll(asked);
            }
        }
    }

    private static void source(ItemSource over, Set<String> names) {
        if (over instanceof ItemSource.Result(String node)) {
            names.add(node);
        }
    }

    private static void values(Signature call, Set<String> names) {
        values(call.args(), names);
        values(call.kwargs().values(), names);
    }

    private static void values(Collection<?> values, Set<String> names) {
        for (Object value : values) {
            switch (value) {
                case Plan.Reference(String node) -> names.add(node);
                case List<?> list -> values(list, names);
                case Map<?, ?> map -> values(map.values(), names);
                case null, default -> {}
            }
        }
    }
}

package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.flow.plan.FlowGraph.Node;
import io.apium.flow.plan.FlowGraph.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays a plan flat. Lives for one plan. */
final class PlanCompiler {

    private final List<Node> nodes = new ArrayList<>();

    /**
     * What stands around a part of a plan.
     *
     * @param path its place
     * @param after what must have ended before it begins
     * @param previous the node whose value it is given, or null
     * @param names the nodes of the dags around it
     */
    private record Around(
            String path, Set<Integer> after, @Nullable Integer previous, Map<String, Integer> names, int depth) {

        Around at(String step) {
            return new Around(path.isEmpty() ? step : path + "." + step, after, previous, names, depth + 1);
        }

        Around behind(int node) {
            return new Around(path, Set.of(node), node, names, depth);
        }

        Around within(Map<String, Integer> more, Set<Integer> further) {
            Set<Integer> both = new TreeSet<>(after);
            both.addAll(further);
            return new Around(path, both, null, more, depth);
        }
    }

    FlowGraph graph(Plan plan) {
        int end = lay(plan, new Around("", Set.of(), null, Map.of(), 0));
        return new FlowGraph(nodes, end);
    }

    /** @return the node whose value is the plan's */
    private int lay(Plan plan, Around around) {
        if (around.depth() > FlowGraph.DEPTH_MAX) {
            throw new InvalidPlanException(around.path(), "a flow is up to " + FlowGraph.DEPTH_MAX + " plans deep");
        }
        return switch (plan) {
            case Plan.Task(Signature call, FailurePolicy policy) -> run(call, policy, around);
            case Plan.Chain(List<Plan> steps) -> {
                Around here = around;
                for (int i = 0; i < steps.size(); i++) {
                    here = around.behind(lay(steps.get(i), here.at("chain[" + i + "]")));
                }
                yield previous(here);
            }
            case Plan.Group(List<Plan> parts) -> group(parts, around.at("group"));
            case Plan.Chord(Plan.Group(List<Plan> parts), Plan body) -> {
                int header = group(parts, around.at("chord.header"));
                yield lay(body, around.behind(header).at("chord.body"));
            }
            case Plan.Map map -> spread(MapSpec.of(map), map.policy(), around.at("map"));
            case Plan.Scatter scatter -> spread(MapSpec.of(scatter), scatter.policy(), around.at("scatter"));
            case Plan.Reduce reduce -> spread(MapSpec.of(reduce), reduce.policy(), around.at("reduce"));
            case Plan.Dag dag -> dag(dag, around.at("dag"));
        };
    }

    private int run(Signature call, FailurePolicy policy, Around around) {
        Map<String, Integer> references = new TreeMap<>();
        collect(call.args(), around, references);
        collect(call.kwargs().values(), around, references);
        Set<Integer> after = new TreeSet<>(around.after());
        after.addAll(references.values());
        Integer previous = call.immutable() ? null : around.previous();
        return add(around.path(), new Operation.Run(call, previous, references), after, policy);
    }

    private int group(List<Plan> parts, Around around) {
        List<Integer> laid = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            laid.add(lay(parts.get(i), around.at(String.valueOf(i))));
        }
        // an empty group comes after what was before it, too
        Set<Integer> after = laid.isEmpty() ? around.after() : Set.copyOf(laid);
        return add(around.path(), new Operation.Gather(laid, null), after, FailurePolicy.NONE);
    }

    private int spread(MapSpec mapSpec, FailurePolicy policy, Around around) {
        Integer source = source(mapSpec.over(), around);
        Map<String, Integer> references = new TreeMap<>();
        if (mapSpec.task() != null) {
            collect(mapSpec.task().args(), around, references);
            collect(mapSpec.task().kwargs().values(), around, references);
        }
        Set<Integer> after = new TreeSet<>(around.after());
        after.addAll(references.values());
        if (source != null) {
            after.add(source);
        }
        return add(around.path(), new Operation.Spread(mapSpec, source, references), after, policy);
    }

    private static @Nullable Integer source(ItemSource over, Around around) {
        return switch (over) {
            case ItemSource.Range _, ItemSource.Items _, ItemSource.Lines _ -> null;
            case ItemSource.Result(String node) -> named(node, around);
            case ItemSource.Previous() -> {
                if (around.previous() == null) {
                    throw new InvalidPlanException(
                            around.path(), "there is nothing before it whose result it could go over");
                }
                yield around.previous();
            }
        };
    }

    private int dag(Plan.Dag dag, Around around) {
        Map<String, Integer> laid = new HashMap<>(around.names());
        List<String> order = new TopologicalOrder(dag, around.path()).names();
        for (String name : order) {
            Plan.Vertex vertex = Objects.requireNonNull(dag.nodes().get(name));
            Set<Integer> after = new TreeSet<>();
            vertex.after().forEach(before -> after.add(named(before, laid, around.path())));
            laid.put(name, lay(vertex.plan(), around.within(laid, after).at(name)));
        }
        Map<String, Integer> ends = new LinkedHashMap<>();
        dag.nodes().keySet().forEach(name -> ends.put(name, named(name, laid, around.path())));
        dag.nodes().forEach((_, vertex) -> TopologicalOrder.before(vertex).forEach(ends::remove));
        return ends.size() == 1
                ? ends.values().iterator().next()
                : add(
                        around.path(),
                        new Operation.Gather(List.copyOf(ends.values()), List.copyOf(ends.keySet())),
                        new LinkedHashSet<>(ends.values()),
                        FailurePolicy.NONE);
    }

    private int add(String name, Operation operation, Set<Integer> after, FailurePolicy policy) {
        if (nodes.size() >= FlowGraph.NODES_MAX) {
            throw new InvalidPlanException(name, "a flow has up to " + FlowGraph.NODES_MAX + " nodes; a map is one");
        }
        nodes.add(new Node(name, operation, after, policy));
        return nodes.size() - 1;
    }

    private void collect(Collection<?> values, Around around, Map<String, Integer> found) {
        for (Object value : values) {
            switch (value) {
                case Plan.Reference(String node) -> found.put(node, named(node, around));
                case List<?> list -> collect(list, around, found);
                case Map<?, ?> map -> collect(map.values(), around, found);
                case null, default -> {}
            }
        }
    }

    private static int named(String name, Around around) {
        return named(name, around.names(), around.path());
    }

    private static int named(String name, Map<String, Integer> names, String path) {
        Integer node = names.get(name);
        if (node == null) {
            throw new InvalidPlanException(path, "there is no node '" + name + "' in a dag around it");
        }
        return node;
    }

    private static int previous(Around around) {
        if (around.previous() == null) {
            throw new IllegalStateException("a chain without steps: " + around.path());
        }
        return around.previous();
    }
}

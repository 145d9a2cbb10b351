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

/** Compiles a plan to a graph. One instance per plan. */
final class PlanCompiler {

    private final List<Node> nodes = new ArrayList<>();

    /**
     * The surroundings of a part of a plan.
     *
     * @param path its path
     * @param after the nodes that must have ended before it
     * @param previous the node whose value it receives, or null
     * @param names the nodes of the surrounding dags
     */
    private record Surroundings(
            String path, Set<Integer> after, @Nullable Integer previous, Map<String, Integer> names, int depth) {

        Surroundings at(String step) {
            return new Surroundings(path.isEmpty() ? step : path + "." + step, after, previous, names, depth + 1);
        }

        Surroundings behind(int node) {
            return new Surroundings(path, Set.of(node), node, names, depth);
        }

        Surroundings within(Map<String, Integer> more, Set<Integer> further) {
            Set<Integer> both = new TreeSet<>(after);
            both.addAll(further);
            return new Surroundings(path, both, null, more, depth);
        }
    }

    FlowGraph graph(Plan plan) {
        int end = compile(plan, new Surroundings("", Set.of(), null, Map.of(), 0));
        return new FlowGraph(nodes, end);
    }

    /** @return the node whose value is the plan's */
    private int compile(Plan plan, Surroundings surroundings) {
        if (surroundings.depth() > FlowGraph.DEPTH_MAX) {
            throw new InvalidPlanException(
                    surroundings.path(), "a flow must be at most " + FlowGraph.DEPTH_MAX + " plans deep");
        }
        return switch (plan) {
            case Plan.Task(Signature call, FailurePolicy policy) -> run(call, policy, surroundings);
            case Plan.Chain(List<Plan> steps) -> {
                Surroundings here = surroundings;
                for (int i = 0; i < steps.size(); i++) {
                    here = surroundings.behind(compile(steps.get(i), here.at("chain[" + i + "]")));
                }
                yield previous(here);
            }
            case Plan.Group(List<Plan> parts) -> group(parts, surroundings.at("group"));
            case Plan.Chord(Plan.Group(List<Plan> parts), Plan body) -> {
                int header = group(parts, surroundings.at("chord.header"));
                yield compile(body, surroundings.behind(header).at("chord.body"));
            }
            case Plan.Map map -> spread(MapSpec.of(map), map.policy(), surroundings.at("map"));
            case Plan.Scatter scatter -> spread(MapSpec.of(scatter), scatter.policy(), surroundings.at("scatter"));
            case Plan.Reduce reduce -> spread(MapSpec.of(reduce), reduce.policy(), surroundings.at("reduce"));
            case Plan.Dag dag -> dag(dag, surroundings.at("dag"));
        };
    }

    private int run(Signature call, FailurePolicy policy, Surroundings surroundings) {
        Map<String, Integer> references = new TreeMap<>();
        collect(call.args(), surroundings, references);
        collect(call.kwargs().values(), surroundings, references);
        Set<Integer> after = new TreeSet<>(surroundings.after());
        after.addAll(references.values());
        Integer previous = call.immutable() ? null : surroundings.previous();
        return add(surroundings.path(), new Operation.Run(call, previous, references), after, policy);
    }

    private int group(List<Plan> parts, Surroundings surroundings) {
        List<Integer> compiled = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            compiled.add(compile(parts.get(i), surroundings.at(String.valueOf(i))));
        }
        // an empty group waits for the nodes before it, too
        Set<Integer> after = compiled.isEmpty() ? surroundings.after() : Set.copyOf(compiled);
        return add(surroundings.path(), new Operation.Gather(compiled, null), after, FailurePolicy.NONE);
    }

    private int spread(MapSpec mapSpec, FailurePolicy policy, Surroundings surroundings) {
        Integer source = source(mapSpec.over(), surroundings);
        Map<String, Integer> references = new TreeMap<>();
        if (mapSpec.task() != null) {
            collect(mapSpec.task().args(), surroundings, references);
            collect(mapSpec.task().kwargs().values(), surroundings, references);
        }
        Set<Integer> after = new TreeSet<>(surroundings.after());
        after.addAll(references.values());
        if (source != null) {
            after.add(source);
        }
        return add(surroundings.path(), new Operation.ForEach(mapSpec, source, references), after, policy);
    }

    private static @Nullable Integer source(ItemSource over, Surroundings surroundings) {
        return switch (over) {
            case ItemSource.Range _, ItemSource.Items _, ItemSource.Lines _ -> null;
            case ItemSource.Result(String node) -> named(node, surroundings);
            case ItemSource.Previous() -> {
                if (surroundings.previous() == null) {
                    throw new InvalidPlanException(
                            surroundings.path(), "no previous step whose result could be the items");
                }
                yield surroundings.previous();
            }
        };
    }

    private int dag(Plan.Dag dag, Surroundings surroundings) {
        Map<String, Integer> compiled = new HashMap<>(surroundings.names());
        List<String> order = new TopologicalOrder(dag, surroundings.path()).names();
        for (String name : order) {
            Plan.Vertex vertex = Objects.requireNonNull(dag.nodes().get(name));
            Set<Integer> after = new TreeSet<>();
            vertex.after().forEach(before -> after.add(named(before, compiled, surroundings.path())));
            compiled.put(
                    name,
                    compile(vertex.plan(), surroundings.within(compiled, after).at(name)));
        }
        Map<String, Integer> ends = new LinkedHashMap<>();
        dag.nodes().keySet().forEach(name -> ends.put(name, named(name, compiled, surroundings.path())));
        dag.nodes().forEach((_, vertex) -> TopologicalOrder.before(vertex).forEach(ends::remove));
        return ends.size() == 1
                ? ends.values().iterator().next()
                : add(
                        surroundings.path(),
                        new Operation.Gather(List.copyOf(ends.values()), List.copyOf(ends.keySet())),
                        new LinkedHashSet<>(ends.values()),
                        FailurePolicy.NONE);
    }

    private int add(String name, Operation operation, Set<Integer> after, FailurePolicy policy) {
        if (nodes.size() >= FlowGraph.NODES_MAX) {
            throw new InvalidPlanException(
                    name, "a flow must have at most " + FlowGraph.NODES_MAX + " nodes; a map counts as one");
        }
        nodes.add(new Node(name, operation, after, policy));
        return nodes.size() - 1;
    }

    private void collect(Collection<?> values, Surroundings surroundings, Map<String, Integer> found) {
        for (Object value : values) {
            switch (value) {
                case Plan.Reference(String node) -> found.put(node, named(node, surroundings));
                case List<?> list -> collect(list, surroundings, found);
                case Map<?, ?> map -> collect(map.values(), surroundings, found);
                case null, default -> {}
            }
        }
    }

    private static int named(String name, Surroundings surroundings) {
        return named(name, surroundings.names(), surroundings.path());
    }

    private static int named(String name, Map<String, Integer> names, String path) {
        Integer node = names.get(name);
        if (node == null) {
            throw new InvalidPlanException(path, "no node '" + name + "' in a surrounding dag");
        }
        return node;
    }

    private static int previous(Surroundings surroundings) {
        if (surroundings.previous() == null) {
            throw new IllegalStateException("chain without steps: " + surroundings.path());
        }
        return surroundings.previous();
    }
}

package io.apium.flow.plan;

import io.apium.canvas.Signature;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plan laid flat: nodes that are known by their positions, each after those that it waits for. The same plan always makes
 * the same graph.
 *
 * @param end the node whose value is the flow's
 */
public record FlowGraph(List<Node> nodes, int end) {

    public static final int NODES_MAX = FlowBounds.NODES.intMax();
    public static final int DEPTH_MAX = FlowBounds.GRAPH_LEVELS.intMax();

    public FlowGraph {
        nodes = List.copyOf(nodes);
    }

    /** @throws InvalidPlanException naming the place, when it has a cycle, a name that is not there, or is too large */
    public static FlowGraph of(Plan plan) {
        return new PlanCompiler().graph(plan);
    }

    /**
     * One thing to do.
     *
     * @param name its place in the plan, unique in the flow
     * @param after the nodes that must have ended before, each before this one in the list
     */
    public record Node(String name, Operation operation, Set<Integer> after, FailurePolicy policy) {

        public Node {
            after = Set.copyOf(after);
        }
    }

    /** What a node does. Nodes are named by their positions. */
    public sealed interface Operation {

        /**
         * A task.
         *
         * @param previous the node whose value goes before its arguments, or null
         * @param references the nodes whose values its arguments ask for, by name
         */
        record Run(Signature call, @Nullable Integer previous, Map<String, Integer> references) implements Operation {

            public Run {
                references = Map.copyOf(references);
            }
        }

        /**
         * Many items.
         *
         * @param source the node whose value is the list of items, or null where they are in the plan
         * @param references the nodes whose values the task's arguments ask for, by name
         */
        record Spread(MapSpec mapSpec, @Nullable Integer source, Map<String, Integer> references) implements Operation {

            public Spread {
                references = Map.copyOf(references);
            }
        }

        /**
         * Nothing is run: its value is made of others.
         *
         * @param names for a value by name, or null for a list
         */
        record Gather(List<Integer> parts, @Nullable List<String> names) implements Operation {

            public Gather {
                parts = List.copyOf(parts);
                names = names == null ? null : List.copyOf(names);
            }
        }
    }

    /** The nodes that wait for the node, in order. */
    public Set<Integer> next(int node) {
        Set<Integer> next = new TreeSet<>();
        for (int i = node + 1; i < nodes.size(); i++) {
            if (nodes.get(i).after().contains(node)) {
                next.add(i);
            }
        }
        return next;
    }
}

package io.apium.flow.plan;

import io.apium.canvas.Signature;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a flat list: each node comes after those that it waits for, and is named by its position. The same plan
 * always makes the same graph.
 *
 * @param end the node whose value is the flow's
 */
public record FlowGraph(List<Node> nodes, int end) {

    public static final int NODES_MAX = FlowBounds.NODES.intMax();
    public static final int DEPTH_MAX = FlowBounds.GRAPH_LEVELS.intMax();

    public FlowGraph {
        nodes = List.copyOf(nodes);
    }

    /** @throws InvalidPlanException with the path, when the plan has a cycle, an unknown name, or is too large */
    public static FlowGraph of(Plan plan) {
        return new PlanCompiler().graph(plan);
    }

    /**
     * A node of the graph.
     *
     * @param name its path in the plan, unique in the flow
     * @param after the nodes that must have ended before, each earlier in the list
     */
    public record Node(String name, Operation operation, Set<Integer> after, FailurePolicy policy) {

        public Node {
            after = Set.copyOf(after);
        }
    }

    /** What a node does. Other nodes are named by their positions. */
    public sealed interface Operation {

        /**
         * Runs one task.
         *
         * @param previous the node whose value is the first argument, or null
         * @param references the nodes whose values the arguments refer to, by name
         */
        record Run(Signature call, @Nullable Integer previous, Map<String, Integer> references) implements Operation {

            public Run {
                references = Map.copyOf(references);
            }
        }

        /**
         * Runs a task for each of many items.
         *
         * @param source the node whose value is the list of items, or null where they are in the plan
         * @param references the nodes whose values the task's arguments refer to, by name
         */
        record ForEach(MapSpec mapSpec, @Nullable Integer source, Map<String, Integer> references)
                implements Operation {

            public ForEach {
                references = Map.copyOf(references);
            }
        }

        /**
         * Runs no task: the value is made of other nodes' values.
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

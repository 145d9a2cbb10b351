package io.apium.api.flow;

import io.apium.api.flow.GraphView.NodeView;
import io.apium.api.task.ErrorView;
import io.apium.flow.NodeState;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.FlowGraph.Node;
import io.apium.flow.plan.FlowGraph.Operation;
import io.apium.flow.plan.MapSpec;
import io.apium.flow.plan.NodeValue;
import io.apium.flow.plan.Plan;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views of the nodes of a plan. */
final class GraphViews {

    private GraphViews() {}

    /** @param nodeStates the states of the nodes of the graph, in the same order */
    static GraphView graph(FlowGraph graph, List<NodeState> nodeStates) {
        List<NodeView> nodes = new ArrayList<>();
        for (int i = 0; i < nodeStates.size(); i++) {
            nodes.add(node(graph, graph.nodes().get(i), nodeStates.get(i)));
        }
        return new GraphView(nodes);
    }

    private static NodeView node(FlowGraph graph, Node node, NodeState nodeState) {
        List<String> after = node.after().stream()
                .sorted()
                .map(before -> graph.nodes().get(before).name())
                .toList();
        MapSpec mapSpec = node.operation() instanceof Operation.ForEach forEach ? forEach.mapSpec() : null;
        return new NodeView(
                node.name(),
                kind(node.operation()),
                task(node.operation()),
                state(nodeState),
                after,
                id(nodeState),
                mapSpec == null ? null : FlowProgress.amount(mapSpec.over(), nodeState),
                nodeState instanceof NodeState.Mapping(var mapProgress) ? mapProgress.chunk() : null,
                nodeState instanceof NodeState.Failed(var error, var _) ? ErrorView.of(error) : null);
    }

    private static String kind(Operation operation) {
        return switch (operation) {
            case Operation.Run _ -> "task";
            case Operation.ForEach(MapSpec mapSpec, var _, var _) ->
                mapSpec.task() == null ? "reduce" : mapSpec.slices() == null ? "map" : "scatter";
            case Operation.Gather _ -> "gather";
        };
    }

    private static @Nullable String task(Operation operation) {
        return switch (operation) {
            case Operation.Run run -> run.call().task();
            case Operation.ForEach(MapSpec mapSpec, var _, var _) -> {
                Plan.Joining joining = mapSpec.joining();
                var task = mapSpec.task();
                yield task != null
                        ? task.task()
                        : joining == null ? null : joining.task().task();
            }
            case Operation.Gather _ -> null;
        };
    }

    private static String state(NodeState nodeState) {
        return switch (nodeState) {
            case NodeState.Waiting _ -> "PENDING";
            case NodeState.Running _, NodeState.Mapping _ -> "STARTED";
            case NodeState.Ended(NodeValue value) -> value instanceof NodeValue.Absent ? "SKIPPED" : "SUCCESS";
            case NodeState.Failed _ -> "FAILURE";
            case NodeState.Compensating _ -> "UNDOING";
            case NodeState.Compensated _ -> "UNDONE";
        };
    }

    private static @Nullable String id(NodeState nodeState) {
        TaskId task = switch (nodeState) {
            case NodeState.Running(TaskId called, int _) -> called;
            case NodeState.Compensating(TaskId undoing) -> undoing;
            case NodeState.Ended(NodeValue value) -> value instanceof NodeValue.Result(TaskId ended) ? ended : null;
            case NodeState.Waiting _, NodeState.Mapping _, NodeState.Failed _, NodeState.Compensated _ -> null;
        };
        return task == null ? null : task.value();
    }
}

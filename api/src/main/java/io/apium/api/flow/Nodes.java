package io.apium.api.flow;

import io.apium.api.flow.GraphView.NodeView;
import io.apium.api.task.ErrorView;
import io.apium.flow.Graph;
import io.apium.flow.Graph.Node;
import io.apium.flow.Graph.Work;
import io.apium.flow.Plan;
import io.apium.flow.Spreading;
import io.apium.flow.Stand;
import io.apium.flow.Value;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for a plan and for its nodes. */
final class Nodes {

    private Nodes() {}

    /** @param stands of the graph, node by node */
    static GraphView graph(Graph graph, List<Stand> stands) {
        List<NodeView> nodes = new ArrayList<>();
        for (int i = 0; i < stands.size(); i++) {
            nodes.add(node(graph, graph.nodes().get(i), stands.get(i)));
        }
        return new GraphView(nodes);
    }

    private static NodeView node(Graph graph, Node node, Stand stand) {
        List<String> after = node.after().stream()
                .sorted()
                .map(before -> graph.nodes().get(before).name())
                .toList();
        Spreading spreading = node.work() instanceof Work.Spread spread ? spread.spreading() : null;
        return new NodeView(
                node.name(),
                kind(node.work()),
                task(node.work()),
                state(stand),
                after,
                id(stand),
                spreading == null ? null : Progress.amount(spreading.over(), stand),
                stand instanceof Stand.Spread(var mapping) ? mapping.chunk() : null,
                stand instanceof Stand.Failed(var fault, var _) ? ErrorView.of(fault) : null);
    }

    private static String kind(Work work) {
        return switch (work) {
            case Work.Run _ -> "task";
            case Work.Spread(Spreading spreading, var _, var _) ->
                spreading.task() == null ? "reduce" : spreading.slices() == null ? "map" : "scatter";
            case Work.Gather _ -> "gather";
        };
    }

    private static @Nullable String task(Work work) {
        return switch (work) {
            case Work.Run run -> run.call().task();
            case Work.Spread(Spreading spreading, var _, var _) -> {
                Plan.Joining joining = spreading.joining();
                var task = spreading.task();
                yield task != null
                        ? task.task()
                        : joining == null ? null : joining.task().task();
            }
            case Work.Gather _ -> null;
        };
    }

    private static String state(Stand stand) {
        return switch (stand) {
            case Stand.Waiting _ -> "PENDING";
            case Stand.Called _, Stand.Spread _ -> "STARTED";
            case Stand.Ended(Value value) -> value instanceof Value.Absent ? "SKIPPED" : "SUCCESS";
            case Stand.Failed _ -> "FAILURE";
            case Stand.Undoing _ -> "UNDOING";
            case Stand.Undone _ -> "UNDONE";
        };
    }

    private static @Nullable String id(Stand stand) {
        TaskId task = switch (stand) {
            case Stand.Called(TaskId called, int _) -> called;
            case Stand.Undoing(TaskId undoing) -> undoing;
            case Stand.Ended(Value value) -> value instanceof Value.Result(TaskId ended) ? ended : null;
            case Stand.Waiting _, Stand.Spread _, Stand.Failed _, Stand.Undone _ -> null;
        };
        return task == null ? null : task.value();
    }

    /** The form that a plan was written in; of a collective operation the one that it is made of. */
    static String kind(Plan plan) {
        return switch (plan) {
            case Plan.Task _ -> "task";
            case Plan.Chain _ -> "chain";
            case Plan.Group _ -> "group";
            case Plan.Chord _ -> "chord";
            case Plan.Map _ -> "map";
            case Plan.Scatter _ -> "scatter";
            case Plan.Reduce _ -> "reduce";
            case Plan.Dag _ -> "dag";
        };
    }
}

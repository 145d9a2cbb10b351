package io.apium.api.flow;

import io.apium.flow.NodeState;
import io.apium.flow.plan.FlowGraph;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A valid flow, which was not started. */
@Schema(name = "FlowValidation", description = "The graph of a valid flow")
public record FlowValidationView(
        @Schema(allowableValues = {"task", "chain", "group", "chord", "map", "scatter", "reduce", "dag"})
        String kind,

        @Schema(
                allowableValues = {"messages", "scheduler"},
                description = "what advances the flow: its own messages, or the scheduler")
        String carrier,

        @Schema(
                description =
                        "number of tasks with the carrier messages; else number of nodes, where a map is one node")
        int nodes,

        @Schema(description = "the time at which the flow would fail unless it has ended") @Nullable
        Instant deadline,

        @Schema(description = "only with the carrier scheduler") @Nullable
        GraphView graph) {

    static FlowValidationView carried(String kind, int tasks) {
        return new FlowValidationView(kind, "messages", tasks, null, null);
    }

    static FlowValidationView advanced(String kind, FlowGraph graph, @Nullable Instant deadline) {
        int nodes = graph.nodes().size();
        GraphView view = GraphViews.graph(graph, Collections.nCopies(nodes, NodeState.WAITING));
        return new FlowValidationView(kind, "scheduler", nodes, deadline, view);
    }
}

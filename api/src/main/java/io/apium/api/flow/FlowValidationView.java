package io.apium.api.flow;

import io.apium.flow.NodeState;
import io.apium.flow.plan.FlowGraph;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A flow that is well, and was not begun. */
@Schema(name = "FlowValidation", description = "The graph of a valid flow")
public record FlowValidationView(
        @Schema(allowableValues = {"task", "chain", "group", "chord", "map", "scatter", "reduce", "dag"})
        String kind,

        @Schema(
                allowableValues = {"messages", "scheduler"},
                description = "who carries it: its own messages, or the scheduler")
        String carrier,

        @Schema(description = "its tasks, where messages carry it; else the nodes of its graph, of which a map is one")
        int nodes,

        @Schema(description = "when it would fail if it had not ended") @Nullable
        Instant deadline,

        @Schema(description = "where the scheduler carries it") @Nullable
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

package io.apium.api.flow;

import io.apium.api.task.ErrorView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of a flow, each with its state. */
@Schema(name = "FlowGraph", description = "The nodes of a flow; each follows the nodes that it waits for")
public record GraphView(List<NodeView> nodes) {

    /** One node. */
    @Schema(name = "FlowNode", description = "A node of a flow; unknown fields are missing")
    public record NodeView(
            @Schema(description = "its path in the flow", example = "dag.total.map")
            String name,

            @Schema(
                    allowableValues = {"task", "map", "scatter", "reduce", "gather"},
                    description = "gather has no task: it collects the values of several nodes")
            String kind,

            @Nullable String task,

            @Schema(
                    description =
                            "SKIPPED: failed with onFailure skip; UNDOING and UNDONE: its undo task runs or has ended",
                    allowableValues = {
                        "PENDING", "STARTED", "RETRY", "SUCCESS", "FAILURE", "REVOKED", "SKIPPED", "UNDOING", "UNDONE"
                    })
            String state,

            @Schema(description = "the nodes that this node waits for; missing for a canvas flow") @Nullable
            List<String> after,

            @Schema(description = "the id of its task; missing before the task is sent") @Nullable
            String id,

            @Schema(description = "items of a map; bytes for the lines or records of a blob")
            ProgressView.@Nullable Amount progress,

            @Schema(description = "items, or bytes of a blob, in each of the next messages of a running map") @Nullable
            Integer chunk,

            @Nullable ErrorView error) {}

    static final String DOT = "text/vnd.graphviz";

    private static final Set<String> BAD = Set.of("FAILURE", "REVOKED", "SKIPPED");

    /** The tasks of a canvas flow, without {@code after}: which task waits for which is unknown. */
    static GraphView of(FlowView flow) {
        List<NodeView> nodes = new ArrayList<>();
        for (FlowView.Member task : flow.tasks() == null ? List.<FlowView.Member>of() : flow.tasks()) {
            nodes.add(new NodeView(
                    String.valueOf(nodes.size()),
                    "task",
                    task.task(),
                    task.state(),
                    null,
                    task.id(),
                    null,
                    null,
                    null));
        }
        return new GraphView(nodes);
    }

    /** The graph in Graphviz's DOT language. */
    String dot() {
        StringBuilder dot = new StringBuilder("digraph flow {\n  rankdir=LR;\n  node [shape=box];\n");
        for (NodeView node : nodes) {
            String label = node.name + (node.task == null ? "" : "\n" + node.task) + "\n" + words(node);
            dot.append("  ").append(quoted(node.name)).append(" [label=").append(quoted(label));
            dot.append(BAD.contains(node.state) ? ", color=red];\n" : "];\n");
            for (String before : node.after == null ? List.<String>of() : node.after) {
                dot.append("  ")
                        .append(quoted(before))
                        .append(" -> ")
                        .append(quoted(node.name))
                        .append(";\n");
            }
        }
        return dot.append("}\n").toString();
    }

    private static String words(NodeView node) {
        ProgressView.Amount progress = node.progress;
        String state = node.kind + " " + node.state;
        return progress == null ? state : state + " " + progress.done() + "/" + progress.total();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

package io.apium.flow;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.flow.ValueResolver.ValueLostException;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.NodeValue;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The compensation of a failed flow: runs the {@code undo} tasks of its successful nodes, the last node first, one
 * after another.
 */
final class FlowCompensation {

    private final FlowGraph graph;
    private final TaskRecords records;
    private final ValueResolver values;
    private final StepEffects stepEffects;

    FlowCompensation(FlowGraph graph, TaskRecords records, StepEffects stepEffects) {
        this.graph = graph;
        this.records = records;
        this.values = new ValueResolver(records);
        this.stepEffects = stepEffects;
    }

    /**
     * @param nodeStates changed by this
     * @return whether nothing is left to compensate
     */
    boolean next(List<NodeState> nodeStates) {
        for (int i = nodeStates.size() - 1; i >= 0; i--) {
            NodeState after = next(i, nodeStates.get(i));
            nodeStates.set(i, after);
            if (after instanceof NodeState.Compensating) {
                return false;
            }
        }
        return true;
    }

    private NodeState next(int position, NodeState nodeState) {
        FlowGraph.Node node = graph.nodes().get(position);
        Signature undo = node.policy().undo();
        return switch (nodeState) {
            case NodeState.Ended(NodeValue value) when undo != null -> compensateOrSkip(node, undo, value);
            // success and failure count alike: there is no fallback for a failed compensation, and its record shows the
            // failure
            case NodeState.Compensating(TaskId task) when isOver(records.find(task)) -> NodeState.COMPENSATED;
            default -> nodeState;
        };
    }

    /** Whether the task has ended. An unreadable record counts as ended, because it stays unreadable. */
    private static boolean isOver(@Nullable TaskRecord record) {
        return record instanceof TaskRecord.Ended || record instanceof TaskRecord.Unreadable;
    }

    private NodeState compensateOrSkip(FlowGraph.Node node, Signature undo, NodeValue value) {
        try {
            return undo(node, undo, value);
        } catch (ValueLostException e) {
            // the value has expired, so the compensation cannot run, but the flow must still end
            return NodeState.COMPENSATED;
        }
    }

    private NodeState undo(FlowGraph.Node node, Signature undo, NodeValue value) {
        TaskId id = stepEffects.id(node.name() + "/undo");
        Optional<Object> read = undo.immutable() ? Optional.of("") : values.read(value);
        // without a flow header, since a worker runs no task of a revoked flow
        TaskOptions options = undo.options().withId(id);
        read.ifPresent(given -> stepEffects.send(
                undo.immutable() ? undo.with(options) : undo.with(options).after(List.of(given)), id));
        return new NodeState.Compensating(id);
    }
}

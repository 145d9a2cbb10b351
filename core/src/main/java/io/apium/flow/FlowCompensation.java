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

/** The way back of a flow that has failed: what had ended well is undone, the last first, one after another. */
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
     * @return whether nothing is left to be undone
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
            case NodeState.Ended(NodeValue value) when undo != null -> undoOrLeave(node, undo, value);
            // whether it went well or not: there is nothing further to fall back to, and its record tells
            case NodeState.Compensating(TaskId task) when isOver(records.find(task)) -> NodeState.UNDONE;
            default -> nodeState;
        };
    }

    /** A record that cannot be read will not tell more later. */
    private static boolean isOver(@Nullable TaskRecord record) {
        return record instanceof TaskRecord.Ended || record instanceof TaskRecord.Unreadable;
    }

    private NodeState undoOrLeave(FlowGraph.Node node, Signature undo, NodeValue value) {
        try {
            return undo(node, undo, value);
        } catch (ValueLostException e) {
            // it has expired: nobody can say any more what is to be undone, and the flow must end all the same
            return NodeState.UNDONE;
        }
    }

    private NodeState undo(FlowGraph.Node node, Signature undo, NodeValue value) {
        TaskId id = stepEffects.id(node.name() + "/undo");
        Optional<Object> read = undo.immutable() ? Optional.of("") : values.read(value);
        // without a mark: what is of a flow that was revoked is not run
        TaskOptions options = undo.options().withId(id);
        read.ifPresent(given -> stepEffects.send(
                undo.immutable() ? undo.with(options) : undo.with(options).after(List.of(given)), id));
        return new NodeState.Compensating(id);
    }
}

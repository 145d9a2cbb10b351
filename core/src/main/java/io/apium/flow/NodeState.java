package io.apium.flow;

import io.apium.flow.plan.NodeValue;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import org.jspecify.annotations.Nullable;

/** The state of a node of a flow. */
public sealed interface NodeState {

    /** Waits for the nodes before it. */
    record Waiting() implements NodeState {}

    /**
     * Its task was sent.
     *
     * @param attempt the attempt of the flow in which it was sent
     */
    record Running(TaskId task, int attempt) implements NodeState {}

    /** Its parts are running. */
    record Mapping(MapProgress mapProgress) implements NodeState {}

    record Ended(NodeValue value) implements NodeState {}

    /** @param mapProgress the progress before the failure, or null where the node is one task */
    record Failed(TaskError error, @Nullable MapProgress mapProgress) implements NodeState {}

    /** The node was successful; its compensation task was sent. */
    record Compensating(TaskId task) implements NodeState {}

    /** Its compensation task has ended. */
    record Compensated() implements NodeState {}

    NodeState WAITING = new Waiting();
    NodeState COMPENSATED = new Compensated();
}

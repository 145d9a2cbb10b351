package io.apium.flow;

import io.apium.flow.plan.NodeValue;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import org.jspecify.annotations.Nullable;

/** Where a node of a flow stands. */
public sealed interface NodeState {

    /** For what it is after. */
    record Waiting() implements NodeState {}

    /**
     * Its task was sent.
     *
     * @param attempt of the flow, in which it was
     */
    record Running(TaskId task, int attempt) implements NodeState {}

    /** Its parts are being made. */
    record Mapping(MapProgress mapProgress) implements NodeState {}

    record Ended(NodeValue value) implements NodeState {}

    /** @param mapProgress how far it had come, or null where it was one task */
    record Failed(TaskError error, @Nullable MapProgress mapProgress) implements NodeState {}

    /** It had ended well; what undoes it was sent. */
    record Compensating(TaskId task) implements NodeState {}

    /** What undoes it has ended. */
    record Compensated() implements NodeState {}

    NodeState WAITING = new Waiting();
    NodeState UNDONE = new Compensated();
}

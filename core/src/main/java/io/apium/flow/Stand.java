package io.apium.flow;

import io.apium.task.Fault;
import io.apium.task.TaskId;
import org.jspecify.annotations.Nullable;

/** Where a node of a flow stands. */
public sealed interface Stand {

    /** For what it is after. */
    record Waiting() implements Stand {}

    /**
     * Its task was sent.
     *
     * @param attempt of the flow, in which it was
     */
    record Called(TaskId task, int attempt) implements Stand {}

    /** Its parts are being made. */
    record Spread(Mapping mapping) implements Stand {}

    record Ended(Value value) implements Stand {}

    /** @param mapping how far it had come, or null where it was one task */
    record Failed(Fault fault, @Nullable Mapping mapping) implements Stand {}

    /** It had ended well; what undoes it was sent. */
    record Undoing(TaskId task) implements Stand {}

    /** What undoes it has ended. */
    record Undone() implements Stand {}

    Stand WAITING = new Waiting();
    Stand UNDONE = new Undone();
}

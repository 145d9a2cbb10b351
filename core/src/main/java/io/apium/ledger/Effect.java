package io.apium.ledger;

import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.TaskId;
import java.util.List;

/** Something that a step publishes or writes outside of the ledger. Repeating an effect changes nothing. */
public sealed interface Effect {

    /** Publishes messages. */
    record Send(Submission submission) implements Effect {}

    /** Revokes everything of this id that has not started. */
    record Revoke(TaskId id) implements Effect {}

    /** Deletes the records of tasks that are no longer needed. */
    record Forget(List<TaskId> tasks) implements Effect {

        public Forget {
            tasks = List.copyOf(tasks);
        }
    }

    /** Ends a task without running it, and publishes its callbacks. */
    record End(TaskMessage message, Outcome.Final outcome) implements Effect {}
}

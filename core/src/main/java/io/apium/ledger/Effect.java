package io.apium.ledger;

import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.TaskId;
import java.util.List;

/** What a step owes to the world. Paying twice is the same as paying once. */
public sealed interface Effect {

    /** Messages are to be on their way. */
    record Send(Submission submission) implements Effect {}

    /** Nothing of this id is to be started any more. */
    record Revoke(TaskId id) implements Effect {}

    /** The records of tasks that nobody will ask for are to go. */
    record Forget(List<TaskId> tasks) implements Effect {

        public Forget {
            tasks = List.copyOf(tasks);
        }
    }

    /** A task is to end without having been run, and what follows from that. */
    record End(TaskMessage message, Outcome.Final outcome) implements Effect {}
}

package io.apium.ledger;

import io.apium.canvas.Launch;
import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;

/** What a step owes to the world. Paying twice is the same as paying once. */
public sealed interface Effect {

    /** Messages are to be on their way. */
    record Send(Launch launch) implements Effect {}

    /** A task is to end without having been run, and what follows from that. */
    record End(TaskMessage message, Outcome.Last outcome) implements Effect {}
}

package io.apium.flow;

import io.apium.task.Fault;
import io.apium.task.TaskId;

/** Where a node of a flow stands. */
public sealed interface Stand {

    /** For what it is after. */
    record Waiting() implements Stand {}

    /** Its task was sent. */
    record Called(TaskId task) implements Stand {}

    /** Its parts are being made. */
    record Spread(Mapping mapping) implements Stand {}

    record Ended(Value value) implements Stand {}

    record Failed(Fault fault) implements Stand {}

    /** It will never begin: something that it waits for has failed. */
    record Skipped() implements Stand {}

    Stand WAITING = new Waiting();
    Stand SKIPPED = new Skipped();
}

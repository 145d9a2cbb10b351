package io.apium.task;

import java.time.Instant;

/** The handler's word: what one attempt at a task came to. */
public sealed interface Outcome {

    record Success(Payload result) implements Outcome {}

    record Failure(Fault fault) implements Outcome {}

    /** The task was revoked, or had expired before it was run. */
    record Cancelled(Fault fault) implements Outcome {}

    /** From the handler's word to the system's: the one function between the two. */
    default TaskRecord.Ended ended(TaskId id, Instant endedAt, Provenance provenance) {
        return switch (this) {
            case Success(Payload result) -> new TaskRecord.Succeeded(id, result, endedAt, provenance);
            case Failure(Fault fault) -> new TaskRecord.Failed(id, fault, endedAt, provenance);
            case Cancelled(Fault fault) -> new TaskRecord.Revoked(id, fault, endedAt, provenance);
        };
    }
}

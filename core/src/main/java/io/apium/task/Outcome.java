package io.apium.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The handler's word: what one attempt at a task came to. */
public sealed interface Outcome {

    /**
     * It did not work, and is to be tried again, if the task may be.
     *
     * @param error why, for whoever looks meanwhile and for the record if it may not be tried again
     * @param delay how long to wait first, or null for what the task's policy says
     */
    record Retry(TaskError error, @Nullable Duration delay) implements Outcome {

        public Retry {
            if (delay != null && delay.isNegative()) {
                throw new IllegalArgumentException("a task is tried again later, not " + delay);
            }
        }
    }

    /**
     * It cannot be done here, and perhaps elsewhere. That was no attempt.
     *
     * @param error why, for whoever looks meanwhile
     * @param queue where others take it from, or the same ones later
     * @param delay how long to wait first; nothing sends it at once
     */
    record Reroute(TaskError error, QueueName queue, Duration delay) implements Outcome {

        public Reroute {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("a task is done elsewhere now or later, not " + delay);
            }
        }
    }

    /** A word that nothing comes after. */
    sealed interface Final extends Outcome {

        /** From the handler's word to the system's: the one function between the two. */
        default TaskRecord.Ended ended(TaskId id, Instant endedAt, ResultMetadata metadata) {
            return switch (this) {
                case Success(JsonText result) -> new TaskRecord.Succeeded(id, result, endedAt, metadata);
                case Failure(TaskError error) -> new TaskRecord.Failed(id, error, endedAt, metadata);
                case Revoked(TaskError error) -> new TaskRecord.Revoked(id, error, endedAt, metadata);
            };
        }
    }

    record Success(JsonText result) implements Final {}

    record Failure(TaskError error) implements Final {}

    /** The task was revoked, or had expired before it was run. */
    record Revoked(TaskError error) implements Final {}
}

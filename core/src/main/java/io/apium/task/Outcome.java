package io.apium.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outcome of one attempt, as the handler reports it. */
public sealed interface Outcome {

    /**
     * The attempt failed, and the task is retried if its policy allows.
     *
     * @param error the reason, for readers meanwhile and for the record if there is no retry
     * @param delay how long to wait first, or null for the policy's delay
     */
    record Retry(TaskError error, @Nullable Duration delay) implements Outcome {

        public Retry {
            if (delay != null && delay.isNegative()) {
                throw new IllegalArgumentException("retry delay must not be negative, got: " + delay);
            }
        }
    }

    /**
     * This worker cannot run the task, but another may. No attempt is counted.
     *
     * @param error the reason, for readers meanwhile
     * @param queue the queue of other workers, or of the same ones later
     * @param delay how long to wait first; 0 sends it at once
     */
    record Reroute(TaskError error, QueueName queue, Duration delay) implements Outcome {

        public Reroute {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("reroute delay must not be negative, got: " + delay);
            }
        }
    }

    /** An outcome that ends the task. */
    sealed interface Final extends Outcome {

        /** The record that this outcome leads to. */
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

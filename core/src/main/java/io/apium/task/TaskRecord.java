package io.apium.task;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of a task: what Celery's Redis backend stores under its id. The names of the states are Celery's. A
 * task without a record is PENDING or unknown; the store cannot tell which.
 */
public sealed interface TaskRecord {

    TaskId id();

    String state();

    /** Not ended yet. */
    sealed interface Open extends TaskRecord {}

    /**
     * Running.
     *
     * @param state STARTED, or a state that the handler set, such as PROGRESS
     * @param meta the data of the state
     */
    record InProgress(TaskId id, String state, JsonText meta) implements Open {

        public static final String STARTED = "STARTED";
        public static final String PROGRESS = "PROGRESS";

        public InProgress {
            PlainText.check(MessageBounds.STATE, state);
            if (State.isFinal(state)) {
                throw new IllegalArgumentException(state + " must not be a final state");
            }
        }
    }

    /**
     * Waits for a retry.
     *
     * @param error the error of the last attempt
     * @param retries the number of attempts, which is the number of the next retry
     * @param due when the next attempt is made, or null where a Celery worker did not set it
     */
    record Retrying(
            TaskId id,
            TaskError error,
            int retries,
            @Nullable Instant due) implements Open {

        @Override
        public String state() {
            return State.RETRY;
        }
    }

    /** Ended; such a record never changes. */
    sealed interface Ended extends TaskRecord {

        Instant endedAt();

        ResultMetadata metadata();
    }

    record Succeeded(TaskId id, JsonText result, Instant endedAt, ResultMetadata metadata) implements Ended {

        @Override
        public String state() {
            return State.SUCCESS;
        }
    }

    /** Ended with an error instead of a result. */
    sealed interface Unsuccessful extends Ended {

        TaskError error();
    }

    record Failed(TaskId id, TaskError error, Instant endedAt, ResultMetadata metadata) implements Unsuccessful {

        @Override
        public String state() {
            return State.FAILURE;
        }
    }

    record Revoked(TaskId id, TaskError error, Instant endedAt, ResultMetadata metadata) implements Unsuccessful {

        @Override
        public String state() {
            return State.REVOKED;
        }
    }

    /**
     * The record cannot be read by this version: it is damaged, or a newer version wrote it. The state of the task is
     * not known. Only readers make this; it is never written.
     *
     * @param reason why it cannot be read, in a sentence
     */
    record Unreadable(TaskId id, String reason) implements TaskRecord {

        @Override
        public String state() {
            return State.UNREADABLE;
        }

        /** The error for those that need the outcome of the task. */
        public TaskError fault() {
            return TaskError.unreadable(id, reason);
        }
    }

    /** Celery's names, and one of Apium's own. */
    final class State {

        public static final String SUCCESS = "SUCCESS";
        public static final String FAILURE = "FAILURE";
        public static final String REVOKED = "REVOKED";
        public static final String PENDING = "PENDING";
        public static final String RETRY = "RETRY";

        /** The state of an unreadable record; it is never stored. */
        public static final String UNREADABLE = "UNREADABLE";

        private State() {}

        public static boolean isFinal(String state) {
            return state.equals(SUCCESS) || state.equals(FAILURE) || state.equals(REVOKED);
        }
    }
}

package io.apium.task;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The system's word on a task: what Celery's Redis backend stores under its id. The names of the states are Celery's. A
 * task of which nothing is stored is PENDING or was never asked for; the record alone cannot tell which.
 */
public sealed interface TaskRecord {

    TaskId id();

    String state();

    /** Not ended yet. */
    sealed interface Open extends TaskRecord {}

    /**
     * In somebody's hands.
     *
     * @param state STARTED, or a state of the handler's own, such as PROGRESS
     * @param meta what goes with it
     */
    record InProgress(TaskId id, String state, JsonText meta) implements Open {

        public static final String STARTED = "STARTED";
        public static final String PROGRESS = "PROGRESS";

        public InProgress {
            PlainText.check(MessageBounds.STATE, state);
            if (State.isFinal(state)) {
                throw new IllegalArgumentException(state + " is a final state; a task reaches it by ending");
            }
        }
    }

    /**
     * Waits to be tried again.
     *
     * @param error what the last attempt failed with
     * @param retries how many attempts there were, which is the number of the next one's retry
     * @param due when the next one is made, or null where a Celery worker did not say
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

    /** Ended, once and for all. */
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

    /** An ending that left an error instead of a result. */
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
     * There is a record, and this version cannot read it: it was damaged, or a newer version wrote it. How the task
     * stands is not known. Readers find it; nobody writes it.
     *
     * @param reason why it cannot be read, in a sentence
     */
    record Unreadable(TaskId id, String reason) implements TaskRecord {

        @Override
        public String state() {
            return State.UNREADABLE;
        }

        /** The error for whoever needs to know what came of the task. */
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

        /** Of a record that cannot be read; no record says so itself. */
        public static final String UNREADABLE = "UNREADABLE";

        private State() {}

        public static boolean isFinal(String state) {
            return state.equals(SUCCESS) || state.equals(FAILURE) || state.equals(REVOKED);
        }
    }
}

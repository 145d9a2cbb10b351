package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.store.LimitStore.Permit;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import java.util.Optional;

/** Runs the task of one name. */
public interface Handler {

    String task();

    /** Whether STARTED is stored when it starts. */
    boolean trackStarted();

    /** How long an attempt may take; a message may ask for less. */
    default TimeLimits limits() {
        return TimeLimits.NONE;
    }

    /** The longest message that it accepts. */
    SizeLimits.Most argumentsMost();

    /** Where it is declared, for errors. */
    String where();

    /** How the task is retried when {@link #call} returns {@link Outcome.Retry}. */
    RetryPolicy policy(TaskMessage message);

    /** How often it may start in one worker, unless remote control changes it. */
    default RateLimit rate() {
        return RateLimit.NONE;
    }

    /** The permit that it needs to start, or empty where its task has no {@code @Limit}. */
    default Optional<Permit> permit(TaskMessage message) {
        return Optional.empty();
    }

    /**
     * Runs one attempt on the calling thread, which is interrupted when the attempt is to stop.
     *
     * @return an outcome, whatever the task throws
     * @throws ChildLostException when it ran in a child process, and that is gone
     */
    Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException;

    /** Whether it may return a plan, whose flow then runs in the task's place. */
    default boolean mayBecomeFlow() {
        return false;
    }

    /** Whether it needs what a child process does not have, and so runs in the worker's process. */
    default boolean needsStores() {
        return false;
    }

    /** Whether it reads the blobs that a message names by itself. */
    default boolean readsItself() {
        return false;
    }

    /** Releases what it keeps between calls. The last call. */
    default void close() {}
}

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

    /** The longest message that it is run with. */
    SizeLimits.Most argumentsMost();

    /** Where it was written down, for messages to people. */
    String where();

    /** How a task is tried again when {@link #call} says that it is to be. */
    RetryPolicy policy(TaskMessage message);

    /** How often it may start in one worker, unless it is changed at run time. */
    default RateLimit rate() {
        return RateLimit.NONE;
    }

    /** What it must be given before it starts: nothing, where its task has no limit. */
    default Optional<Permit> permit(TaskMessage message) {
        return Optional.empty();
    }

    /**
     * Waits for what one attempt needs beside its slot, before its time begins to run.
     *
     * @return what makes that attempt, and is called once
     */
    default Handler ready() throws InterruptedException {
        return this;
    }

    /**
     * Makes one attempt, on the calling thread, which is interrupted when the attempt is to stop.
     *
     * @return whatever happens here, an outcome
     * @throws ChildLostException when it was made elsewhere, and that is gone
     */
    Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException;

    /** Whether it may come to a plan, of which a flow is made in its task's place. */
    default boolean mayBecomeFlow() {
        return false;
    }

    /** Whether it reads what a child cannot, and so runs in the worker's own process. */
    default boolean needsStores() {
        return false;
    }

    /** Whether it reads by itself what a message only names. */
    default boolean readsItself() {
        return false;
    }

    /** It was made {@link #ready}, and is not called after all. */
    default void spare() {}

    /** Lets go of what it keeps from one call to the next. Nothing is called after this. */
    default void close() {}
}

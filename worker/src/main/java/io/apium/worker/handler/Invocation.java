package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;

/** The call of a handler for one attempt, in the process where its task runs. It is called once, or cancelled. */
public interface Invocation {

    /**
     * Runs on the calling thread, which is interrupted when the attempt is to stop.
     *
     * @return an outcome, whatever the handler throws
     * @throws ChildLostException when it ran in a child process, and that is gone
     */
    Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException;

    /** Releases what was reserved for the call, which is not made. */
    default void cancel() {}
}

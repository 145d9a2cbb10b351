package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.task.RetryPolicy;
import io.apium.worker.child.ChildLostException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task that is made of calls of other tasks, all of them in one attempt.
 *
 * @param handlers those of the same worker, by the names of their tasks
 */
record Composed(String task, Work work, Function<String, @Nullable Handler> handlers, SizeLimits.Most argumentsMost)
        implements Handler {

    /** What it does. */
    interface Work {

        /** @param calls what it may call, and the message that says what */
        Payload result(Calls calls) throws ChildLostException, NestedTaskException;
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public String where() {
        return Composed.class.getName();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return Calls.policy(handlers, message);
    }

    @Override
    public Outcome call(TaskMessage message, TaskContext context) throws ChildLostException {
        try {
            return new Outcome.Success(work.result(new Calls(handlers, message, context)));
        } catch (NestedTaskException e) {
            return e.outcome();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // its own: those of what it calls are outcomes
            return new Outcome.Failure(Retries.fault(context.explain(e)));
        }
    }
}

package io.apium.worker.composite;

import io.apium.canvas.TaskMessage;
import io.apium.store.StoreUnavailableException;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.RetryRules;
import io.apium.worker.handler.SizeLimits;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task that calls other tasks of the same worker in one attempt.
 *
 * @param handlers the handlers of the worker, by the names of their tasks
 */
record CompositeHandler(
        String task, Work work, Function<String, @Nullable Handler> handlers, SizeLimits.Most argumentsMost)
        implements Handler {

    /** What the task does. */
    interface Work {

        /** @param caller calls other tasks, and has the message */
        JsonText result(LocalTaskCaller caller) throws ChildLostException, NestedTaskException;
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public String where() {
        return CompositeHandler.class.getName();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return LocalTaskCaller.policy(handlers, message);
    }

    @Override
    public Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException {
        try {
            return new Outcome.Success(work.result(new LocalTaskCaller(handlers, message, context)));
        } catch (NestedTaskException e) {
            return e.outcome();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // thrown here: a called task returns its failure as an outcome
            return new Outcome.Failure(RetryRules.fault(context.explain(e)));
        }
    }
}

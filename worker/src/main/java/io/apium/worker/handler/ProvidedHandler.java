package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.ProvidedTask;
import io.apium.worker.binding.InvalidArgumentsException;
import io.apium.worker.bound.WorkerBounds;
import java.util.List;

/** A task of a {@code TaskProvider}'s. */
public record ProvidedHandler(ProvidedTask provided, RetryRules retryRules, MethodHandler.Results results)
        implements Handler {

    private static final int NAME_LENGTH_MAX = WorkerBounds.TASK_NAME.intMax();

    /** @throws MisconfiguredException when it has no name that messages could have */
    public static ProvidedHandler of(ProvidedTask provided, MethodHandler.Results results) {
        String name = provided.name();
        if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
            throw new MisconfiguredException(
                    "a provided task needs a name of 1 to " + NAME_LENGTH_MAX + " characters, got '" + name + "' of "
                            + provided.getClass().getName());
        }
        return new ProvidedHandler(provided, new RetryRules(provided.retry(), provided.retryOn(), List.of()), results);
    }

    @Override
    public String task() {
        return provided.name();
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public TimeLimits limits() {
        return new TimeLimits(
                provided.softTimeLimit().orElse(null), provided.timeLimit().orElse(null));
    }

    @Override
    public SizeLimits.Most argumentsMost() {
        return results.sizes().arguments();
    }

    @Override
    public String where() {
        return provided.getClass().getName();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return retryRules.policy(message);
    }

    /** It may hold what there is once in a machine, and so is not given to children. */
    @Override
    public boolean needsStores() {
        return true;
    }

    @Override
    public boolean readsItself() {
        return provided.readsItself();
    }

    /** @throws StoreUnavailableException when the task says so, and is to be run when the store is back */
    @Override
    public Outcome call(TaskMessage message, AttemptContext context) {
        try {
            return context.run(() -> attempt(message, context));
        } catch (Error e) {
            // thrown so close to the edge that attempt could not make an outcome of it; the slot itself is sound
            return retryRules.outcome(e, message);
        }
    }

    private Outcome attempt(TaskMessage message, AttemptContext context) {
        try {
            Object value = provided.run(message.signature(), context);
            return results.written(task(), value, results.sizes().result());
        } catch (InvalidArgumentsException e) {
            return new Outcome.Failure(TaskError.wrongArguments(String.valueOf(e.getMessage())));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (Throwable e) {
            // the attempt's own end, an Error too: the worker has done nothing wrong and goes on
            return retryRules.outcome(context.explain(e), message);
        }
    }
}

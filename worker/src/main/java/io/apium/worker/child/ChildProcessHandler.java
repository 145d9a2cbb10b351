package io.apium.worker.child;

import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.DelegatingHandler;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.RetryRules;
import io.apium.worker.process.TaskOutput.Whose;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the task of another handler in a child process.
 *
 * @param child runs one attempt; null before the attempt is prepared
 */
public record ChildProcessHandler(
        Handler handler,
        ChildPool children,
        HandlerJson handlerJson,
        @Nullable ChildProcess child) implements DelegatingHandler {

    @Override
    public ChildProcessHandler ready() throws InterruptedException {
        return new ChildProcessHandler(handler, children, handlerJson, children.take());
    }

    @Override
    public void spare() {
        children.giveBack(Objects.requireNonNull(child, "the handler was not prepared"));
    }

    @Override
    public Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException {
        ChildProcess taken = Objects.requireNonNull(child, "the handler was not prepared");
        try {
            return call(taken, message, context);
        } finally {
            children.giveBack(taken);
        }
    }

    private Outcome call(ChildProcess child, TaskMessage message, AttemptContext context) throws ChildLostException {
        Whose whose = new Whose(message.task(), message.id().value());
        context.captureOutput(child::lastWords);
        CompletableFuture<ChildFrame> answer = child.call(
                new ChildCallCodec(message, context.limits(), context.startedAt()).written(handlerJson),
                whose,
                report -> context.progress(new JsonText(report.body())));
        while (true) {
            try {
                Outcome outcome = ChildCallCodec.outcome(answer.get(), handlerJson);
                if (ranOutOfMemory(outcome)) {
                    children.retire(child, "ran out of memory");
                }
                return outcome;
            } catch (InterruptedException e) {
                if (!context.softTimeLimitExceeded()) {
                    child.kill();
                    return stopped(e, context);
                }
                child.late();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof ChildLostException lost
                        ? lost
                        : new ChildLostException(String.valueOf(e.getCause()));
            }
        }
    }

    private static boolean ranOutOfMemory(Outcome outcome) {
        TaskError error = switch (outcome) {
            case Outcome.Success _ -> null;
            case Outcome.Failure(TaskError of) -> of;
            case Outcome.Revoked(TaskError of) -> of;
            case Outcome.Retry(TaskError of, var _) -> of;
            case Outcome.Reroute(TaskError of, var _, var _) -> of;
        };
        return error != null && error.type().equals(OutOfMemoryError.class.getSimpleName());
    }

    /** The thread that interrupted decides the outcome, unless the soft time limit was the reason. */
    private static Outcome stopped(InterruptedException e, AttemptContext context) {
        Throwable explained = context.explain(e);
        return new Outcome.Failure(RetryRules.fault(explained));
    }
}

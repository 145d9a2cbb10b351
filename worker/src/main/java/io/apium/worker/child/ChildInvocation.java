package io.apium.worker.child;

import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Invocation;
import io.apium.worker.handler.RetryRules;
import io.apium.worker.process.TaskOutput.Whose;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A call that runs in a child process. No other attempt uses the child until the call has returned. */
public record ChildInvocation(ChildProcess child, ChildPool children, HandlerJson handlerJson) implements Invocation {

    /** Waits for an idle child and reserves it for one call. */
    public static ChildInvocation of(ChildPool children, HandlerJson handlerJson) throws InterruptedException {
        return new ChildInvocation(children.take(), children, handlerJson);
    }

    @Override
    public void cancel() {
        children.giveBack(child);
    }

    @Override
    public Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException {
        try {
            return outcome(message, context);
        } finally {
            children.giveBack(child);
        }
    }

    private Outcome outcome(TaskMessage message, AttemptContext context) throws ChildLostException {
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

    /**
     * The outcome of a killed child. The caller only uses it if the soft time limit was the reason of the stop;
     * otherwise the reason decides the outcome.
     */
    private static Outcome stopped(InterruptedException e, AttemptContext context) {
        Throwable explained = context.explain(e);
        return new Outcome.Failure(RetryRules.fault(explained));
    }
}

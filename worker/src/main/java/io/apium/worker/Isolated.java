package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.worker.binding.Json;
import io.apium.worker.child.Child;
import io.apium.worker.child.ChildLostException;
import io.apium.worker.child.Children;
import io.apium.worker.child.Frame;
import io.apium.worker.process.TaskOutput.Whose;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The task of another handler, run by a child.
 *
 * @param child that makes one attempt, or null as long as there is none to be made
 */
record Isolated(
        Handler handler,
        Children children,
        Json json,
        @Nullable Child child) implements Around {

    @Override
    public Isolated ready() throws InterruptedException {
        return new Isolated(handler, children, json, children.take());
    }

    @Override
    public void spare() {
        children.giveBack(Objects.requireNonNull(child, "it was not made ready"));
    }

    @Override
    public Outcome call(TaskMessage message, TaskContext context) throws ChildLostException {
        Child taken = Objects.requireNonNull(child, "it was not made ready");
        try {
            return call(taken, message, context);
        } finally {
            children.giveBack(taken);
        }
    }

    private Outcome call(Child child, TaskMessage message, TaskContext context) throws ChildLostException {
        Whose whose = new Whose(message.task(), message.id().value());
        context.heed(child::lastWords);
        CompletableFuture<Frame> answer = child.call(
                context.dispatch(message).written(json), whose, report -> context.progress(new Payload(report.body())));
        while (true) {
            try {
                Outcome outcome = Dispatch.outcome(answer.get(), json);
                if (ranOutOfMemory(outcome)) {
                    children.retire(child, "has run out of memory");
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
        Fault fault = switch (outcome) {
            case Outcome.Success _ -> null;
            case Outcome.Failure(Fault of) -> of;
            case Outcome.Cancelled(Fault of) -> of;
            case Outcome.Retry(Fault of, var _) -> of;
            case Outcome.Elsewhere(Fault of, var _, var _) -> of;
        };
        return fault != null && fault.type().equals(OutOfMemoryError.class.getSimpleName());
    }

    /** Whoever stopped it knows what it comes to, unless that was its soft limit. */
    private static Outcome stopped(InterruptedException e, TaskContext context) {
        Throwable explained = context.explain(e);
        return new Outcome.Failure(Retries.fault(explained));
    }
}

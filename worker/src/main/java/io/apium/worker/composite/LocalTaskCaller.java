package io.apium.worker.composite;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls other tasks of the same worker within one attempt, with its context: {@code {"task", "args", "kwargs"}}. */
record LocalTaskCaller(Function<String, @Nullable Handler> handlers, TaskMessage message, AttemptContext context) {

    /** @param first the argument before those that are written */
    JsonText call(@Nullable Object written, @Nullable Object first) throws ChildLostException, NestedTaskException {
        context.throwIfCancelled();
        return value(outcome(written, first));
    }

    /** The task of that name, with these arguments and no others. */
    JsonText call(String task, List<@Nullable Object> args) throws ChildLostException, NestedTaskException {
        context.throwIfCancelled();
        return value(outcome(task, args, Map.of()));
    }

    private static JsonText value(Outcome outcome) throws NestedTaskException {
        if (outcome instanceof Outcome.Success(JsonText value)) {
            return value;
        }
        throw new NestedTaskException(outcome);
    }

    private Outcome outcome(@Nullable Object written, @Nullable Object first) throws ChildLostException {
        Map<?, ?> call = written instanceof Map<?, ?> map ? map : Map.of();
        List<@Nullable Object> args = new ArrayList<>();
        args.add(first);
        if (call.get("args") instanceof List<?> more) {
            args.addAll(more);
        }
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        if (call.get("kwargs") instanceof Map<?, ?> more) {
            more.forEach((name, value) -> kwargs.put(String.valueOf(name), value));
        }
        return outcome(String.valueOf(call.get("task")), args, kwargs);
    }

    private Outcome outcome(String task, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs)
            throws ChildLostException {
        Handler handler = handlers.apply(task);
        if (handler == null) {
            return new Outcome.Failure(TaskError.notRegistered(task));
        }
        Outcome outcome =
                handler.call(message.with(new Signature(task, args, kwargs, message.options(), true)), context);
        return context.takePlan()
                .<Outcome>map(_ ->
                        new Outcome.Failure(TaskError.unwritable("a task becomes a flow in a message of its own, and "
                                + task + " shares one with others: give its map a chunk of 1")))
                .orElse(outcome);
    }

    /** The retry policy of the attempt: that of the task that it calls for each item. */
    RetryPolicy policy() {
        return policy(handlers, message);
    }

    static RetryPolicy policy(Function<String, @Nullable Handler> handlers, TaskMessage message) {
        Handler handler = message.signature().kwargs().get("task") instanceof Map<?, ?> call
                ? handlers.apply(String.valueOf(call.get("task")))
                : null;
        // a composite task would only ask for the policy of this message again
        return handler == null || handler instanceof CompositeHandler
                ? message.retryPolicy().orElse(RetryPolicy.NEVER)
                : handler.policy(message);
    }
}

package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.flow.plan.Plan;
import io.apium.store.LimitStore.Permit;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import io.apium.worker.binding.ArgumentBinding;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.binding.InvalidArgumentsException;
import io.apium.worker.bound.WorkerBounds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A method of Java. */
public final class MethodHandler implements Handler {

    /**
     * What handlers write their results with.
     *
     * @param sizes what the worker allows
     */
    public record Results(HandlerJson handlerJson, SizeLimits sizes) {

        private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

        /** What a handler has returned, unless it cannot be written or is too long. */
        Outcome written(String task, @Nullable Object value, SizeLimits.Most most) {
            JsonText result;
            try {
                result = handlerJson.result(value);
            } catch (JacksonException e) {
                return unwritable(task, "cannot be written as JSON: " + HandlerJson.reason(e));
            }
            long limit = most.bytes();
            if ((long) result.json().length() * UTF8_BYTES_PER_CHAR_MAX > limit && result.bytes() > limit) {
                return unwritable(task, "has " + result.bytes() + " bytes as JSON, and " + most);
            }
            return new Outcome.Success(result);
        }

        private static Outcome unwritable(String task, String reason) {
            return new Outcome.Failure(TaskError.unwritable("the result of " + task + " " + reason));
        }
    }

    private static final int NAME_LENGTH_MAX = WorkerBounds.TASK_NAME.intMax();

    private final Task task;
    private final Object bean;
    private final Method method;
    private final ArgumentBinding binding;
    private final RetryRules retryRules;
    private final TimeLimits limits;
    private final RateLimit rateLimit;
    private final Optional<LimitKeyResolver> limitKeyResolver;
    private final SizeLimits sizes;
    private final Results results;

    /**
     * @param method annotated with {@link Task}; may be of any visibility
     * @throws MisconfiguredException when it can never run
     */
    public MethodHandler(Object bean, Method method, Task task, Results results) {
        if (task.value().isBlank() || task.value().length() > NAME_LENGTH_MAX) {
            throw new MisconfiguredException("@Task needs a name of 1 to " + NAME_LENGTH_MAX + " characters, got '"
                    + task.value() + "' on " + method.toGenericString());
        }
        this.task = task;
        this.bean = bean;
        this.method = method;
        this.retryRules = RetryRules.of(task.retry(), method);
        this.limits = TimeLimits.of(task, method.toGenericString());
        this.sizes = results.sizes().and(task, method.toGenericString());
        this.rateLimit = RateLimit.of(task, method.toGenericString());
        this.results = results;
        this.binding =
                new ArgumentBinding(task.value(), method, bean.getClass(), TaskContext.class, results.handlerJson());
        this.limitKeyResolver = LimitKeyResolver.of(task.limit(), binding, method);
        if (!method.trySetAccessible()) {
            throw new MisconfiguredException("task method cannot be called: " + method.toGenericString());
        }
    }

    @Override
    public String task() {
        return task.value();
    }

    @Override
    public boolean trackStarted() {
        return task.trackStarted();
    }

    @Override
    public boolean mayBecomeFlow() {
        Class<?> returned = method.getReturnType();
        return Plan.class.isAssignableFrom(returned) || returned.isAssignableFrom(Plan.class);
    }

    @Override
    public TimeLimits limits() {
        return limits;
    }

    @Override
    public SizeLimits.Most argumentsMost() {
        return sizes.arguments();
    }

    @Override
    public RateLimit rate() {
        return rateLimit;
    }

    @Override
    public String where() {
        return method.toGenericString();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return retryRules.policy(message);
    }

    @Override
    public Optional<Permit> permit(TaskMessage message) {
        return limitKeyResolver.map(limit -> limit.permit(message));
    }

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
            @Nullable Object[] arguments = binding.bind(message.signature(), context);
            Object value = method.invoke(bean, arguments);
            if (value instanceof Plan plan) {
                context.becomes(plan);
                return new Outcome.Success(JsonText.NULL);
            }
            return results.written(task(), value, sizes.result());
        } catch (InvalidArgumentsException e) {
            return new Outcome.Failure(TaskError.wrongArguments(String.valueOf(e.getMessage())));
        } catch (InvocationTargetException e) {
            return thrown(e.getCause() == null ? e : e.getCause(), message, context);
        } catch (Throwable e) {
            return thrown(e, message, context);
        }
    }

    /** The attempt's own end, an Error too: the worker has done nothing wrong and goes on. */
    private Outcome thrown(Throwable e, TaskMessage message, AttemptContext context) {
        return retryRules.outcome(context.explain(e), message);
    }
}

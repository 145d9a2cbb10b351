package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.flow.Plan;
import io.apium.store.Limits.Permit;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.task.RetryPolicy;
import io.apium.worker.binding.Binding;
import io.apium.worker.binding.InvalidArgumentsException;
import io.apium.worker.binding.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A method of Java. */
final class MethodHandler implements Handler {

    /**
     * What handlers write their results with.
     *
     * @param sizes what the worker allows
     */
    record Results(Json json, SizeLimits sizes) {

        private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

        /** What a handler has returned, unless it cannot be written or is too long. */
        Outcome written(String task, @Nullable Object value, SizeLimits.Most most) {
            Payload result;
            try {
                result = json.result(value);
            } catch (JacksonException e) {
                return unwritable(task, "cannot be written as JSON: " + Json.reason(e));
            }
            long limit = most.bytes();
            if ((long) result.json().length() * UTF8_BYTES_PER_CHAR_MAX > limit && result.bytes() > limit) {
                return unwritable(task, "has " + result.bytes() + " bytes as JSON, and " + most);
            }
            return new Outcome.Success(result);
        }

        private static Outcome unwritable(String task, String reason) {
            return new Outcome.Failure(Fault.unwritable("the result of " + task + " " + reason));
        }
    }

    private static final int NAME_LENGTH_MAX = WorkerBounds.TASK_NAME.intMax();

    private final Task task;
    private final Object bean;
    private final Method method;
    private final Binding binding;
    private final Retries retries;
    private final TimeLimits limits;
    private final Rate rate;
    private final Optional<Limited> limited;
    private final SizeLimits sizes;
    private final Results results;

    /**
     * @param method annotated with {@link Task}; may be of any visibility
     * @throws MisconfiguredException when it can never run
     */
    MethodHandler(Object bean, Method method, Task task, Results results) {
        if (task.value().isBlank() || task.value().length() > NAME_LENGTH_MAX) {
            throw new MisconfiguredException("@Task needs a name of 1 to " + NAME_LENGTH_MAX + " characters, got '"
                    + task.value() + "' on " + method.toGenericString());
        }
        this.task = task;
        this.bean = bean;
        this.method = method;
        this.retries = Retries.of(task.retry(), method);
        this.limits = TimeLimits.of(task, method.toGenericString());
        this.sizes = results.sizes().and(task, method.toGenericString());
        this.rate = Rate.of(task, method.toGenericString());
        this.results = results;
        this.binding = new Binding(task.value(), method, bean.getClass(), TaskContext.class, results.json());
        this.limited = Limited.of(task.limit(), binding, method);
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
    public Rate rate() {
        return rate;
    }

    @Override
    public String where() {
        return method.toGenericString();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return retries.policy(message);
    }

    @Override
    public Optional<Permit> permit(TaskMessage message) {
        return limited.map(limit -> limit.permit(message));
    }

    @Override
    public Outcome call(TaskMessage message, TaskContext context) {
        try {
            return context.bound(() -> attempt(message, context));
        } catch (Error e) {
            // thrown so close to the edge that attempt could not make an outcome of it; the slot itself is sound
            return retries.outcome(e, message);
        }
    }

    private Outcome attempt(TaskMessage message, TaskContext context) {
        try {
            @Nullable Object[] arguments = binding.bind(message.signature(), context);
            Object value = method.invoke(bean, arguments);
            if (value instanceof Plan plan) {
                context.becomes(plan);
                return new Outcome.Success(Payload.NULL);
            }
            return results.written(task(), value, sizes.result());
        } catch (InvalidArgumentsException e) {
            return new Outcome.Failure(Fault.wrongArguments(String.valueOf(e.getMessage())));
        } catch (InvocationTargetException e) {
            return thrown(e.getCause() == null ? e : e.getCause(), message, context);
        } catch (Throwable e) {
            return thrown(e, message, context);
        }
    }

    /** The attempt's own end, an Error too: the worker has done nothing wrong and goes on. */
    private Outcome thrown(Throwable e, TaskMessage message, TaskContext context) {
        return retries.outcome(context.explain(e), message);
    }
}

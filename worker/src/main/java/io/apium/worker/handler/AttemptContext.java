package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.flow.plan.Plan;
import io.apium.worker.SoftTimeLimitExceededException;
import io.apium.worker.TaskContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of an attempt that a worker makes: with its time limits, and with what ends it before its handler returns. */
public final class AttemptContext extends TaskContext {

    private final TaskMessage message;
    private final TimeLimits limits;
    private final Instant startedAt;
    private volatile @Nullable StopReason stop;
    private volatile Supplier<@Nullable String> output = () -> null;
    private volatile @Nullable Plan plan;

    /** @param progress receives every progress report of the handler; a worker stores it */
    public AttemptContext(TaskMessage message, TimeLimits limits, Instant startedAt, Consumer<Object> progress) {
        super(message, limits.shortest().map(startedAt::plus).orElse(null), progress);
        this.message = message;
        this.limits = limits;
        this.startedAt = startedAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public TimeLimits limits() {
        return limits;
    }

    @Override
    public boolean cancelled() {
        return stop != null;
    }

    @Override
    public boolean softTimeLimitExceeded() {
        return stop == StopReason.SOFT_LIMIT;
    }

    public void stop(StopReason reason) {
        stop = reason;
    }

    /** The handler returned a plan: its task takes the result of the flow of that plan. */
    public void becomes(Plan returned) {
        plan = returned;
    }

    /** The plan that the task becomes, if any; a second call returns nothing. */
    public Optional<Plan> takePlan() {
        Plan taken = plan;
        plan = null;
        return Optional.ofNullable(taken);
    }

    /**
     * @param lastOutput supplies the last lines that the attempt wrote, for the error of an attempt that is ended
     * from outside
     */
    public void captureOutput(Supplier<@Nullable String> lastOutput) {
        output = lastOutput;
    }

    public @Nullable String lastOutput() {
        return output.get();
    }

    /** The exception of the handler, or the exceeded soft limit if that was its cause. */
    public Throwable explain(Throwable thrown) {
        return softTimeLimitExceeded() ? SoftTimeLimitExceededException.explain(thrown, message.id()) : thrown;
    }

    /** Runs the attempt with this context as {@link TaskContext#current()}. */
    public <T> T run(ScopedValue.CallableOp<T, RuntimeException> attempt) {
        return asCurrent(attempt);
    }
}

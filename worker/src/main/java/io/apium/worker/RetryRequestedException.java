package io.apium.worker;

import io.apium.task.ErrorName;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Retries the task. Created by {@link TaskContext#retry()}, and thrown by the handler. */
@ErrorName("RetryRequested")
public final class RetryRequestedException extends RuntimeException {

    private final @Nullable Duration delay;

    RetryRequestedException(TaskId task, @Nullable Duration delay, @Nullable Throwable cause) {
        super("task " + task + " asked to be tried again", cause);
        if (delay != null && (delay.isNegative() || delay.compareTo(RetryPolicy.DELAY_MAX) > 0)) {
            throw new IllegalArgumentException("the delay before a retry must be 0 to 366 days, got: " + delay);
        }
        this.delay = delay;
    }

    /** The delay before the retry, or null for that of the task's retry policy. */
    @Nullable
    public Duration delay() {
        return delay;
    }
}

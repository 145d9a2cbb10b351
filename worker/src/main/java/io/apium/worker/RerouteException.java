package io.apium.worker;

import io.apium.task.ErrorName;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskId;
import java.time.Duration;

/** Sends the task to another queue. Created by {@link TaskContext#elsewhere}, and thrown by the handler. */
@ErrorName("Elsewhere")
public final class RerouteException extends RuntimeException {

    private final transient QueueName queue;
    private final Duration delay;
    private final Throwable why;

    RerouteException(TaskId task, QueueName queue, Duration delay, Throwable why) {
        super("task " + task + " asked to be done elsewhere", why);
        if (delay.isNegative() || delay.compareTo(RetryPolicy.DELAY_MAX) > 0) {
            throw new IllegalArgumentException(
                    "the delay before a task goes elsewhere is 0 to 366 days, got: " + delay);
        }
        this.queue = queue;
        this.delay = delay;
        this.why = why;
    }

    public QueueName queue() {
        return queue;
    }

    /** The delay before it is sent; zero for at once. */
    public Duration delay() {
        return delay;
    }

    public Throwable why() {
        return why;
    }
}

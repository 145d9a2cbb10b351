package io.apium.worker;

import io.apium.canvas.GroupMembership;
import io.apium.canvas.TaskMessage;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The current attempt: its task, deadline and progress, and how to retry or reroute it. A handler takes it as a
 * parameter, or calls {@link #current()}. Other threads may use it too.
 */
public class TaskContext {

    private static final ScopedValue<TaskContext> CURRENT = ScopedValue.newInstance();

    private final TaskMessage message;
    private final Consumer<Object> progress;
    private final @Nullable Instant deadline;

    private record Steps(long current, long total) {}

    /**
     * A context for tests of a handler: without a deadline, and never cancelled.
     *
     * @param progress receives every progress report of the handler
     */
    public TaskContext(TaskMessage message, Consumer<Object> progress) {
        this(message, null, progress);
    }

    /**
     * A context with a deadline, and never cancelled.
     *
     * @param deadline the start of the attempt plus its shorter time limit, or null without a limit
     */
    public TaskContext(TaskMessage message, @Nullable Instant deadline, Consumer<Object> progress) {
        this.message = message;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** @throws IllegalStateException on a thread that is not running a task */
    public static TaskContext current() {
        return CURRENT.orElseThrow(() -> new IllegalStateException(
                "no task runs on this thread; take the TaskContext as a parameter, and hand it to other threads"));
    }

    public TaskId id() {
        return message.id();
    }

    public String task() {
        return message.task();
    }

    /** 1 for the first attempt. */
    public int attempt() {
        return message.retries() + 1;
    }

    /** The first task of the workflow; this task where it is not part of one. */
    public TaskId root() {
        return message.root();
    }

    /** The task that published this one. */
    public Optional<TaskId> parent() {
        return Optional.ofNullable(message.parent());
    }

    public Optional<GroupId> group() {
        return Optional.ofNullable(message.options().membership()).map(GroupMembership::group);
    }

    /** When the attempt should be over: its start and the shortest of its limits, the message's and the task's. */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Reports {@code {"current": done, "total": total}} as the task's state PROGRESS. */
    public void progress(long done, long total) {
        progress.accept(new Steps(done, total));
    }

    /**
     * Reports {@code meta} as the task's state PROGRESS. Cheap and never waits: of reports that come faster than the store
     * takes them, the latest is stored.
     *
     * @param meta anything that can be written as JSON
     */
    public void progress(Object meta) {
        progress.accept(meta);
    }

    /**
     * Whether the attempt is to stop: its task was revoked, its soft or hard limit is over, or the worker is stopping. Its
     * thread is interrupted too.
     */
    public boolean cancelled() {
        return false;
    }

    /** Whether that is for its soft limit alone: there is time to clean up, and what the handler returns is the result. */
    public boolean softTimeLimitExceeded() {
        return false;
    }

    /**
     * @throws SoftTimeLimitExceededException when {@link #softTimeLimitExceeded()}
     * @throws CancellationException when {@link #cancelled()} for another reason
     */
    public void throwIfCancelled() {
        if (softTimeLimitExceeded()) {
            throw new SoftTimeLimitExceededException(message.id());
        }
        if (cancelled()) {
            throw new CancellationException("task " + message.id() + " is to stop");
        }
    }

    /**
     * Retries the task: {@code throw context.retry();}. The next attempt starts after the delay of the task's retry
     * policy; if no retry is left the task fails. Celery's {@code raise self.retry()}.
     */
    public RetryRequestedException retry() {
        return new RetryRequestedException(message.id(), null, null);
    }

    /** @param delay how long to wait first, 0 to 366 days; Celery's {@code countdown} */
    public RetryRequestedException retry(Duration delay) {
        return new RetryRequestedException(message.id(), delay, null);
    }

    /** @param cause what went wrong, shown meanwhile and left behind if this was the last attempt; Celery's {@code exc} */
    public RetryRequestedException retry(Throwable cause) {
        return new RetryRequestedException(message.id(), null, cause);
    }

    /** Both. */
    public RetryRequestedException retry(Throwable cause, Duration delay) {
        return new RetryRequestedException(message.id(), delay, cause);
    }

    /**
     * Sends the task to another queue, or to the same one later: {@code throw context.elsewhere(queue, delay, why);}.
     * It does not count as an attempt. Until then its state is RETRY, with the error {@code why}. The number of times
     * is not limited: see {@link #elsewhereSince}.
     *
     * @param delay 0 to 366 days
     */
    public RerouteException elsewhere(QueueName queue, Duration delay, Throwable why) {
        return new RerouteException(message.id(), queue, delay, why);
    }

    /** When the task was first sent elsewhere since its last attempt, or empty. */
    public Optional<Instant> elsewhereSince() {
        return message.reroutedSince();
    }

    /** Runs the call with this context as {@link #current()}. */
    protected final <T> T asCurrent(ScopedValue.CallableOp<T, RuntimeException> call) {
        return ScopedValue.where(CURRENT, this).call(call);
    }
}

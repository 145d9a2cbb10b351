package io.apium.canvas;

import io.apium.bound.SaturatingTime;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a task after an attempt. */
public sealed interface AttemptDecision {

    /**
     * The task has ended.
     *
     * @param exhausted whether it failed and has no attempts left
     */
    record End(Outcome.Final outcome, boolean exhausted) implements AttemptDecision {}

    /**
     * The task is retried.
     *
     * @param next the message of the next attempt
     * @param due when it is sent
     */
    record Retry(TaskMessage next, Instant due, TaskError error) implements AttemptDecision {}

    /**
     * The task is sent to another queue, and no attempt is counted.
     *
     * @param next the message to send
     * @param due when it is sent, or null for at once
     */
    record Reroute(TaskMessage next, @Nullable Instant due, TaskError error) implements AttemptDecision {}

    /** The same arguments always give the same decision. */
    static AttemptDecision of(TaskMessage message, Outcome outcome, RetryPolicy policy, Instant now) {
        return switch (outcome) {
            case Outcome.Final ended -> new End(ended, false);
            case Outcome.Retry(TaskError error, var _)
            when message.retries() >= policy.maxRetries() -> new End(new Outcome.Failure(error), true);
            case Outcome.Retry(TaskError error, Duration delay) -> {
                Instant due = later(now, delay == null ? policy.delayBefore(message.id(), message.retries()) : delay);
                yield new Retry(message.retried(due), due, error);
            }
            case Outcome.Reroute(TaskError error, var queue, Duration delay) ->
                new Reroute(message.rerouted(queue, now), delay.isZero() ? null : later(now, delay), error);
        };
    }

    private static Instant later(Instant now, Duration delay) {
        return SaturatingTime.clamp(SaturatingTime.plus(now, delay));
    }
}

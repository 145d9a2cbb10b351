package io.apium.canvas;

import io.apium.bound.SaturatingTime;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a task after an attempt. */
public sealed interface Verdict {

    /**
     * It has ended.
     *
     * @param exhausted whether it would have been tried again, had it not been tried so often
     */
    record End(Outcome.Last outcome, boolean exhausted) implements Verdict {}

    /**
     * It is tried again.
     *
     * @param next the message of the next attempt
     * @param due when it is to be sent
     */
    record Again(TaskMessage next, Instant due, Fault fault) implements Verdict {}

    /**
     * It is to be done elsewhere, and no attempt was made.
     *
     * @param next the message, as it goes on
     * @param due when it is to be sent, or null for at once
     */
    record Elsewhere(TaskMessage next, @Nullable Instant due, Fault fault) implements Verdict {}

    /** The same for the same attempt, however often it is asked for. */
    static Verdict of(TaskMessage message, Outcome outcome, RetryPolicy policy, Instant now) {
        return switch (outcome) {
            case Outcome.Last last -> new End(last, false);
            case Outcome.Retry(Fault fault, var _)
            when message.retries() >= policy.maxRetries() -> new End(new Outcome.Failure(fault), true);
            case Outcome.Retry(Fault fault, Duration delay) -> {
                Instant due = later(now, delay == null ? policy.before(message.id(), message.retries()) : delay);
                yield new Again(message.retried(due), due, fault);
            }
            case Outcome.Elsewhere(Fault fault, var queue, Duration delay) ->
                new Elsewhere(message.moved(queue, now), delay.isZero() ? null : later(now, delay), fault);
        };
    }

    private static Instant later(Instant now, Duration delay) {
        return SaturatingTime.clamp(SaturatingTime.plus(now, delay));
    }
}

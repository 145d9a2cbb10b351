package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.RerouteException;
import io.apium.worker.Retry;
import io.apium.worker.RetryRequestedException;
import io.apium.worker.SoftTimeLimitExceededException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a handler throws.
 *
 * <pre>
 *   the handler throws              the message has     the method declares     the task is
 *   ──────────────────────────────  ──────────────────  ──────────────────────  ──────────────────────────────────
 *   context.retry()                 a retry policy      anything                retried, by the message's policy
 *                                   none                a retry                 retried, as declared
 *                                   none                none                    retried, up to three times
 *   context.elsewhere()             anything            anything                sent to the other queue
 *   an exception of notOn           anything            a retry                 FAILURE
 *   an exception of on              anything            a retry                 retried
 *   another exception               a retry policy      anything                retried, by the message's policy
 *                                   none                anything                FAILURE
 *   another Error                   anything            anything                FAILURE
 * </pre>
 *
 * <p>Wrong arguments and results that cannot be written are not retried: they fail every time.
 *
 * @param declared null where the method declares nothing
 */
public record RetryRules(
        @Nullable RetryPolicy declared, List<Class<? extends Throwable>> on, List<Class<? extends Throwable>> notOn) {

    private static final String DELAY = "PT3M";
    private static final String DELAY_WITH_BACKOFF = "PT1S";

    public RetryRules {
        on = List.copyOf(on);
        notOn = List.copyOf(notOn);
    }

    /** @throws MisconfiguredException naming the method, when what it declares cannot be */
    static RetryRules of(Retry retry, Method method) {
        if (retry.max() == 0) {
            return new RetryRules(null, List.of(), List.of());
        }
        try {
            return new RetryRules(policy(retry), List.of(retry.on()), List.of(retry.notOn()));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("@Retry of " + method.toGenericString() + ": " + e.getMessage());
        }
    }

    /** How the task is retried when {@link #outcome} returns {@link Outcome.Retry}. */
    RetryPolicy policy(TaskMessage message) {
        return message.retryPolicy().orElse(declared == null ? RetryPolicy.ON_REQUEST : declared);
    }

    Outcome outcome(Throwable thrown, TaskMessage message) {
        if (thrown instanceof RetryRequestedException request) {
            Throwable cause = request.getCause();
            return new Outcome.Retry(fault(cause == null ? request : cause), request.delay());
        }
        if (thrown instanceof RerouteException elsewhere) {
            return new Outcome.Reroute(fault(elsewhere.why()), elsewhere.queue(), elsewhere.delay());
        }
        TaskError error = fault(thrown);
        return isTriedAgain(thrown, message) ? new Outcome.Retry(error, null) : new Outcome.Failure(error);
    }

    public static TaskError fault(Throwable thrown) {
        TaskError error = TaskError.of(thrown);
        return thrown instanceof SoftTimeLimitExceededException
                ? TaskError.softTimeLimit(error.message(), error.traceback())
                : error;
    }

    private boolean isTriedAgain(Throwable thrown, TaskMessage message) {
        boolean asked = thrown instanceof Exception && message.retryPolicy().isPresent();
        return notOn.stream().noneMatch(type -> type.isInstance(thrown))
                && (asked || on.stream().anyMatch(type -> type.isInstance(thrown)));
    }

    private static RetryPolicy policy(Retry retry) {
        String delay = retry.delay().isEmpty() ? (retry.backoff() ? DELAY_WITH_BACKOFF : DELAY) : retry.delay();
        return new RetryPolicy(
                retry.max(),
                duration("delay", delay),
                duration("delayMax", retry.delayMax()),
                retry.backoff(),
                retry.jitter(),
                retry.deadLetter());
    }

    private static Duration duration(String member, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(member + " is a time such as PT30S, got: '" + text + "'", e);
        }
    }
}

package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.worker.Task;
import io.apium.worker.bound.WorkerBounds;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long an attempt may take, from the start of its handler.
 *
 * @param soft the time after which the handler is interrupted, or null for no limit
 * @param hard the time after which the attempt fails, or null for no limit
 */
public record TimeLimits(@Nullable Duration soft, @Nullable Duration hard) {

    public static final TimeLimits NONE = new TimeLimits(null, null);

    private static final Duration MAX = Duration.ofDays(WorkerBounds.TIME_LIMIT.max());

    /** What the message asks for. As with Celery, nothing is no limit, and a limit of over a year is none either. */
    public static TimeLimits of(TaskMessage message) {
        Timing timing = message.options().timing();
        return timing.softLimit() == null && timing.hardLimit() == null
                ? NONE
                : new TimeLimits(sensible(timing.softLimit()), sensible(timing.hardLimit()));
    }

    /**
     * What the task declares.
     *
     * @param where the method, for messages to people
     * @throws MisconfiguredException naming the method, when that cannot be
     */
    static TimeLimits of(Task task, String where) {
        Duration soft = declared("softTimeLimit", task.softTimeLimit(), where);
        Duration hard = declared("timeLimit", task.timeLimit(), where);
        if (soft != null && hard != null && soft.compareTo(hard) >= 0) {
            throw new MisconfiguredException("@Task of " + where + ": softTimeLimit is shorter than timeLimit, got: "
                    + task.softTimeLimit() + " and " + task.timeLimit());
        }
        return new TimeLimits(soft, hard);
    }

    /**
     * What an order gives a task in place of what it declares; nothing and 0 are no limit.
     *
     * @throws IllegalArgumentException when that cannot be
     */
    public static TimeLimits ordered(@Nullable Double softSeconds, @Nullable Double hardSeconds) {
        Duration soft = ordered("soft", softSeconds);
        Duration hard = ordered("hard", hardSeconds);
        if (soft != null && hard != null && soft.compareTo(hard) >= 0) {
            throw new IllegalArgumentException("the soft limit is shorter than the hard one, got: " + softSeconds
                    + " and " + hardSeconds + " seconds");
        }
        return new TimeLimits(soft, hard);
    }

    private static @Nullable Duration ordered(String which, @Nullable Double seconds) {
        if (seconds == null || seconds == 0) {
            return null;
        }
        if (!(seconds >= 0.001 && seconds <= MAX.toSeconds())) {
            throw new IllegalArgumentException(
                    "the " + which + " limit is a number of seconds, up to 366 days, got: " + seconds);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** The shorter of both, each. */
    public TimeLimits and(TimeLimits other) {
        return new TimeLimits(shorter(soft, other.soft), shorter(hard, other.hard));
    }

    Optional<Duration> shortest() {
        return Optional.ofNullable(shorter(soft, hard));
    }

    private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(null);
    }

    private static @Nullable Duration sensible(@Nullable Duration asked) {
        return asked == null || !asked.isPositive() || asked.compareTo(MAX) > 0 ? null : asked;
    }

    private static @Nullable Duration declared(String member, String text, String where) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            Duration limit = Duration.parse(text);
            if (limit.isPositive() && limit.compareTo(MAX) <= 0) {
                return limit;
            }
        } catch (DateTimeParseException _) {
            // the one message below is for both
        }
        throw new MisconfiguredException(
                "@Task of " + where + ": " + member + " is a time such as PT30S, up to 366 days, got: '" + text + "'");
    }
}

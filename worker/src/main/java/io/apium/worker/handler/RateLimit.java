package io.apium.worker.handler;

import io.apium.bound.PlainText;
import io.apium.worker.Task;
import io.apium.worker.bound.WorkerBounds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often one worker may start a task: Celery's {@code rate_limit}.
 *
 * @param interval between two starts: zero for no limit, else 1 µs to 366 days
 */
public record RateLimit(Duration interval) {

    static final RateLimit NONE = new RateLimit(Duration.ZERO);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(?:/([smh]))?");
    private static final Duration MIN = Duration.ofNanos(1_000);
    private static final Duration MAX = Duration.ofDays(WorkerBounds.RATE_PERIOD.max());

    public RateLimit {
        if (!interval.isZero() && (interval.compareTo(MIN) < 0 || interval.compareTo(MAX) > 0)) {
            throw new IllegalArgumentException("a rate is from 1 in 366 days to 1,000,000 in a second");
        }
    }

    /**
     * @param text {@code 10/s}, {@code 100/m}, {@code 5/h}, or a number for as many in a second; nothing and 0 are no limit
     * @throws IllegalArgumentException when it is anything else
     */
    public static RateLimit of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "a rate is a number, or one such as 10/s, 100/m or 5/h, got: " + PlainText.shown(text));
        }
        BigDecimal number = new BigDecimal(written.group(1));
        long seconds = switch (written.group(2)) {
            case "m" -> 60;
            case "h" -> 3_600;
            case null, default -> 1;
        };
        if (number.signum() == 0) {
            return NONE;
        }
        BigDecimal nanos = BigDecimal.valueOf(seconds * 1_000_000_000L).divide(number, 0, RoundingMode.CEILING);
        return new RateLimit(
                Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact()));
    }

    /** What the task declares. */
    static RateLimit of(Task task, String where) {
        try {
            return of(task.rateLimit());
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("rateLimit in @Task of " + where + ": " + e.getMessage());
        }
    }

    public boolean isNone() {
        return interval.isZero();
    }
}

package io.apium.task;

import io.apium.bound.MessageBounds;
import java.time.Duration;

/**
 * A limit on the starts or on the concurrency of a task, over all workers together.
 *
 * <p>A granted start happens a moment later. To allow for this moment, starts are counted over {@code per} plus the
 * {@link #slack}, and a task that has not started within the slack must ask again.
 *
 * @param rate starts in any {@code per}, 1 to 1,000,000; 0 for no limit
 * @param per 100 ms to 1 day
 * @param burst the largest number of starts at once, 1 to 1,000,000: in any {@code per} there are at most
 *     {@code rate + burst - 1}
 * @param concurrency the largest number that runs at once, 1 to 1,000,000; 0 for no limit
 */
public record LimitSpec(int rate, Duration per, int burst, int concurrency) {

    private static final int MAX = MessageBounds.LIMIT_AMOUNT.intMax();
    private static final Duration PER_MIN = Duration.ofMillis(100);
    private static final Duration PER_MAX = Duration.ofDays(MessageBounds.LIMIT_PERIOD.max());
    private static final long SLACK_MIN_MICROS = 25_000;
    private static final long SLACK_MAX_MICROS = 1_000_000;
    private static final long LEAD_MIN_MICROS = 2_000;
    private static final long LEAD_MAX_MICROS = 10_000;

    public LimitSpec {
        check("rate", rate, 0);
        check("burst", burst, 1);
        check("concurrency", concurrency, 0);
        if (rate == 0 && concurrency == 0) {
            throw new IllegalArgumentException("a limit must have a rate or a concurrency");
        }
        if (per.compareTo(PER_MIN) < 0 || per.compareTo(PER_MAX) > 0) {
            throw new IllegalArgumentException("per must be PT0.1S to PT24H, got: " + per);
        }
    }

    /** How long a granted start is valid: a fortieth of {@code per}, 25 ms to 1 s. */
    public Duration slack() {
        return Duration.ofNanos(1_000 * Math.clamp(micros(per) / 40, SLACK_MIN_MICROS, SLACK_MAX_MICROS));
    }

    /**
     * How long before its time a start is granted, at most: the time between two starts, 2 to 10 ms. A slot waits for
     * as long.
     */
    public Duration lead() {
        return Duration.ofNanos(1_000 * Math.clamp(intervalMicros(), LEAD_MIN_MICROS, LEAD_MAX_MICROS));
    }

    /** The mean time between two starts in microseconds, rounded up; 0 without a rate. */
    public long intervalMicros() {
        return rate == 0 ? 0 : Math.ceilDiv(micros(per.plus(slack())), rate);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static void check(String what, int number, int min) {
        if (number < min || number > MAX) {
            throw new IllegalArgumentException(what + " must be " + min + " to " + MAX + ", got: " + number);
        }
    }
}

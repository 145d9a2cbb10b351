package io.apium.task;

import io.apium.bound.MessageBounds;
import java.time.Duration;

/**
 * How much of a task there may be on all workers together.
 *
 * <p>Who may start is told so and starts a moment later. So that this moment does no harm, starts are counted over
 * {@code per} and the {@link #slack} together, and who has not started within the slack does not start.
 *
 * @param rate starts in any {@code per}, 1 to 1,000,000; 0 for as many as come
 * @param per 100 ms to 1 day
 * @param burst how many of them may be at once, 1 to 1,000,000: in any {@code per} there are at most
 *     {@code rate + burst - 1}
 * @param concurrency how many may run at once, 1 to 1,000,000; 0 for as many as can
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
            throw new IllegalArgumentException("a limit has a rate or a concurrency");
        }
        if (per.compareTo(PER_MIN) < 0 || per.compareTo(PER_MAX) > 0) {
            throw new IllegalArgumentException("per is a time from PT0.1S to PT24H, got: " + per);
        }
    }

    /** How long somebody who may start may take to do so: a fortieth of {@code per}, 25 ms to 1 s. */
    public Duration slack() {
        return Duration.ofNanos(1_000 * Math.clamp(micros(per) / 40, SLACK_MIN_MICROS, SLACK_MAX_MICROS));
    }

    /** How long before a start it is granted, at most: the time between two, 2 to 10 ms. A slot waits for as long. */
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
            throw new IllegalArgumentException(what + " is a number from " + min + " to " + MAX + ", got: " + number);
        }
    }
}

package io.apium.bound;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Arithmetic with times and durations that never throws. A result out of range becomes the nearest one in range: a
 * client may send any time, and an exception would stop a thread that serves all tasks.
 */
public final class SaturatingTime {

    /** The earliest time in a message or a request; an earlier one is clamped to it. */
    public static final Instant EARLIEST = Instant.EPOCH;

    /** The latest time: Python, Celery and ISO 8601 end with the year 9999. A later one is clamped to it. */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** The longest duration: 10,000 years. A longer one is clamped to it. */
    public static final Duration FARTHEST = Duration.ofDays(3_652_425);

    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration MOST_NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);

    private SaturatingTime() {}

    /** {@code moment}, or the nearest time between {@link #EARLIEST} and {@link #LATEST}. */
    public static Instant clamp(Instant moment) {
        return moment.isBefore(EARLIEST) ? EARLIEST : moment.isAfter(LATEST) ? LATEST : moment;
    }

    /** {@code length}, or {@link #FARTHEST} with its sign where it is longer. */
    public static Duration clamp(Duration length) {
        if (length.compareTo(FARTHEST) > 0) {
            return FARTHEST;
        }
        return length.compareTo(FARTHEST.negated()) < 0 ? FARTHEST.negated() : length;
    }

    /** {@code moment + length}; {@link Instant#MAX} or {@link Instant#MIN} where that is out of range. */
    public static Instant plus(Instant moment, Duration length) {
        try {
            return moment.plus(length);
        } catch (DateTimeException | ArithmeticException _) {
            return length.isNegative() ? Instant.MIN : Instant.MAX;
        }
    }

    /** {@code moment - length}; {@link Instant#MAX} or {@link Instant#MIN} where that is out of range. */
    public static Instant minus(Instant moment, Duration length) {
        try {
            return moment.minus(length);
        } catch (DateTimeException | ArithmeticException _) {
            return length.isNegative() ? Instant.MAX : Instant.MIN;
        }
    }

    /** {@code one + other}; the longest duration of that sign where it is out of range. */
    public static Duration plus(Duration one, Duration other) {
        try {
            return one.plus(other);
        } catch (ArithmeticException _) {
            return longest(other.isNegative());
        }
    }

    /** {@code length * times}; the longest duration of that sign where it is out of range. */
    public static Duration times(Duration length, long times) {
        try {
            return length.multipliedBy(times);
        } catch (ArithmeticException _) {
            return longest(length.isNegative() != times < 0);
        }
    }

    /** In milliseconds since 1970, cut off; the nearest {@code long} where that is out of range. */
    public static long millis(Instant moment) {
        try {
            return moment.toEpochMilli();
        } catch (ArithmeticException _) {
            return moment.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** In milliseconds, cut off; the nearest {@code long} where that is out of range. */
    public static long millis(Duration length) {
        return TimeUnit.MILLISECONDS.convert(length);
    }

    /** In nanoseconds; the nearest {@code long} where that is out of range, which is over 292 years. */
    public static long nanos(Duration length) {
        return TimeUnit.NANOSECONDS.convert(length);
    }

    private static Duration longest(boolean negative) {
        return negative ? MOST_NEGATIVE : LONGEST;
    }
}

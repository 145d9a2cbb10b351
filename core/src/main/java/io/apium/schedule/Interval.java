package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Ticks at an even distance.
 *
 * @param every 100 milliseconds to 3,660 days, in whole milliseconds
 * @param from the tick that all others are counted from, which is not one itself
 */
public record Interval(Duration every, Instant from) implements Timetable {

    private static final Duration EVERY_MIN = Duration.ofMillis(100);
    private static final Duration EVERY_MAX = Duration.ofDays(3_660);

    public Interval {
        if (every.compareTo(EVERY_MIN) < 0 || every.compareTo(EVERY_MAX) > 0 || every.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    "every is " + EVERY_MIN + " to " + EVERY_MAX + " in whole milliseconds, got: " + every);
        }
    }

    @Override
    public Instant next(Instant moment) {
        if (moment.isBefore(from)) {
            return from.plus(every);
        }
        return tick(Duration.between(from, moment).dividedBy(every) + 1);
    }

    @Override
    public Instant latest(Instant first, Instant moment) {
        return first.isAfter(moment)
                ? first
                : tick(Duration.between(from, moment).dividedBy(every));
    }

    private Instant tick(long number) {
        return from.plus(every.multipliedBy(number));
    }
}

package io.apium.schedule;

import io.apium.bound.MessageBounds;
import io.apium.bound.SaturatingTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs at equal distances.
 *
 * @param every 100 milliseconds to 3,660 days, in whole milliseconds
 * @param from the time that all run times are counted from; not a run time itself
 */
public record Interval(Duration every, Instant from) implements Trigger {

    private static final Duration EVERY_MIN = Duration.ofMillis(100);
    private static final Duration EVERY_MAX = Duration.ofDays(MessageBounds.INTERVAL.max());

    public Interval {
        if (every.compareTo(EVERY_MIN) < 0 || every.compareTo(EVERY_MAX) > 0 || every.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    "every must be " + EVERY_MIN + " to " + EVERY_MAX + " in whole milliseconds, got: " + every);
        }
        from = SaturatingTime.clamp(from);
    }

    @Override
    public @Nullable Instant next(Instant moment) {
        Instant next = moment.isBefore(from)
                ? tick(1)
                : tick(Duration.between(from, moment).dividedBy(every) + 1);
        return next.isAfter(SaturatingTime.LATEST) ? null : next;
    }

    @Override
    public Instant latest(Instant first, Instant moment) {
        return first.isAfter(moment)
                ? first
                : tick(Duration.between(from, SaturatingTime.clamp(moment)).dividedBy(every));
    }

    private Instant tick(long number) {
        return SaturatingTime.plus(from, SaturatingTime.times(every, number));
    }
}

package io.apium.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The moments at which something is due, called its ticks. */
public sealed interface Timetable permits Interval, Crontab, Solar, Once {

    /** The first tick after {@code moment}, or null when there is none any more. */
    @Nullable
    Instant next(Instant moment);

    /** The last tick from {@code first}, which is one, up to and including {@code moment}. */
    default Instant latest(Instant first, Instant moment) {
        Instant latest = first;
        for (Instant tick = next(first); tick != null && !tick.isAfter(moment); tick = next(tick)) {
            latest = tick;
        }
        return latest;
    }
}

package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The run times of a schedule, as a function. */
public sealed interface Trigger permits Interval, Crontab, SolarEvent, OneTime {

    /** The first run time after {@code moment}, or null when there is none, as from the year 10000 on. */
    @Nullable
    Instant next(Instant moment);

    /**
     * The last run time from {@code first}, which is one, up to and including {@code moment}; {@code first} where that
     * is later. Found by bisection, so the cost does not depend on the number of run times.
     */
    default Instant latest(Instant first, Instant moment) {
        Instant latest = first;
        Instant silentFrom = first.isAfter(moment) ? first : moment;
        while (latest.isBefore(silentFrom)) {
            Instant middle = latest.plus(Duration.between(latest, silentFrom).dividedBy(2));
            Instant tick = next(middle);
            if (tick != null && !tick.isAfter(moment)) {
                latest = tick;
            } else {
                silentFrom = middle;
            }
        }
        return latest;
    }
}

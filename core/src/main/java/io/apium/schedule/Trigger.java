package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The moments at which something is due, called its ticks. */
public sealed interface Trigger permits Interval, Crontab, SolarEvent, OneTime {

    /** The first tick after {@code moment}, or null when there is none any more, which is so from the year 10000 on. */
    @Nullable
    Instant next(Instant moment);

    /**
     * The last tick from {@code first}, which is one, up to and including {@code moment}; {@code first} where that is later.
     * Found by halving, so that it does not matter how many ticks have passed.
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

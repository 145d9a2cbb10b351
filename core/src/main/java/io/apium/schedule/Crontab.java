package io.apium.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Ticks at the minutes of a wall clock.
 *
 * @param expression five fields: minute, hour, day of month, month, day of week
 */
public record Crontab(String expression, ZoneId zone) implements Timetable {

    @Override
    public @Nullable Instant next(Instant moment) {
        throw new UnsupportedOperationException("not there yet");
    }
}

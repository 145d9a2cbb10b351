package io.apium.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ticks when the sun does something at a place.
 *
 * @param event one of Celery's nine
 * @param latitude degrees, north of the equator positive, -90 to 90
 * @param longitude degrees, east of Greenwich positive, -180 to 180
 */
public record Solar(Event event, double latitude, double longitude) implements Timetable {

    /** Celery's names, in capitals. */
    public enum Event {
        DAWN_ASTRONOMICAL,
        DAWN_NAUTICAL,
        DAWN_CIVIL,
        SUNRISE,
        SOLAR_NOON,
        SUNSET,
        DUSK_CIVIL,
        DUSK_NAUTICAL,
        DUSK_ASTRONOMICAL
    }

    @Override
    public @Nullable Instant next(Instant moment) {
        throw new UnsupportedOperationException("not there yet");
    }
}

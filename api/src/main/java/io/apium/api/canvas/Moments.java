package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.canvas.When;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads moments and lengths of time. */
final class Moments {

    private static final Duration LONGEST = Duration.ofDays(3653);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TEXT_LENGTH_MAX = 40;

    private Moments() {}

    static @Nullable When instantOrDelay(Place place) {
        return place.isNumber() ? delay(place) : instant(place);
    }

    static @Nullable When instant(Place place) {
        String text = place.text(TEXT_LENGTH_MAX);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return new When.At(instant);
        } catch (DateTimeException malformed) {
            place.wrong("is a moment such as 2026-11-22T10:00:00Z, got: '" + text + "'");
            return null;
        }
    }

    static @Nullable When delay(Place place) {
        Duration delay = seconds(place, true);
        return delay == null ? null : new When.In(delay);
    }

    static @Nullable Duration seconds(Place place) {
        return seconds(place, false);
    }

    private static @Nullable Duration seconds(Place place, boolean mayBeZero) {
        BigDecimal seconds = place.decimal();
        if (seconds == null) {
            return null;
        }
        double nanos = Math.ceil(seconds.doubleValue() * NANOS_PER_SECOND);
        if (nanos < (mayBeZero ? 0 : 1) || nanos > LONGEST.toNanos()) {
            place.wrong("is a number of seconds " + (mayBeZero ? "from" : "over") + " 0 up to " + LONGEST.toSeconds()
                    + ", got: " + seconds);
            return null;
        }
        return Duration.ofNanos((long) nanos);
    }
}

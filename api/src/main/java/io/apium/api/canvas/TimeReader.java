package io.apium.api.canvas;

import io.apium.api.bound.ApiBounds;
import io.apium.api.json.JsonCursor;
import io.apium.bound.PlainText;
import io.apium.canvas.RelativeTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times and durations.
 *
 * @param now the current time; no time may be more than ten years after it
 */
public record TimeReader(Instant now) {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}s");
    private static final Duration LONGEST = Duration.ofDays(3653);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final double NANOS_PER_SECOND = 1e9;

    public @Nullable Instant instant(JsonCursor cursor) {
        String text = cursor.text(ApiBounds.MOMENT);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(now.plus(LONGEST))) {
                return instant;
            }
            cursor.wrong("must be a time from 1970 to ten years from now, got: " + PlainText.shown(text));
        } catch (DateTimeException malformed) {
            cursor.wrong("must be a time such as 2026-11-22T10:00:00Z, got: " + PlainText.shown(text));
        }
        return null;
    }

    /** Reads an ISO-8601 duration: {@code PT10M}. */
    public static @Nullable Duration duration(JsonCursor cursor, Duration min, Duration max) {
        String text = cursor.text(ApiBounds.MOMENT);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
            cursor.wrong("must be " + min + " to " + max + ", got: " + PlainText.shown(text));
        } catch (DateTimeException malformed) {
            cursor.wrong("must be a duration such as PT10M, got: " + PlainText.shown(text));
        }
        return null;
    }

    /** Reads a duration over zero: a number of seconds, or 30s, or PT30S. */
    static @Nullable Duration length(JsonCursor cursor) {
        if (cursor.isNumber()) {
            return seconds(cursor);
        }
        String text = cursor.text(ApiBounds.MOMENT);
        if (text == null) {
            return null;
        }
        try {
            Duration length = Duration.parse(SECONDS.matcher(text).matches() ? "PT" + text : text);
            if (length.isPositive() && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (DateTimeException malformed) {
            cursor.wrong("must be a duration such as 30, 30s or PT30S, got: " + PlainText.shown(text));
            return null;
        }
        cursor.wrong("must be above 0 and at most " + LONGEST + ", got: " + PlainText.shown(text));
        return null;
    }

    @Nullable
    RelativeTime at(JsonCursor cursor) {
        Instant instant = instant(cursor);
        return instant == null ? null : new RelativeTime.At(instant);
    }

    static @Nullable RelativeTime in(JsonCursor cursor) {
        Duration delay = seconds(cursor, Duration.ZERO, LONGEST);
        return delay == null ? null : new RelativeTime.In(delay);
    }

    @Nullable
    RelativeTime atOrIn(JsonCursor cursor) {
        return cursor.isNumber() ? in(cursor) : at(cursor);
    }

    /** Reads a number of seconds over zero. */
    static @Nullable Duration seconds(JsonCursor cursor) {
        return seconds(cursor, Duration.ofNanos(1), LONGEST);
    }

    /** Reads a number of seconds, with an optional fraction. */
    static @Nullable Duration seconds(JsonCursor cursor, Duration min, Duration max) {
        BigDecimal seconds = cursor.decimal();
        if (seconds == null) {
            return null;
        }
        double nanos = Math.ceil(seconds.doubleValue() * NANOS_PER_SECOND);
        if (nanos < min.toNanos() || nanos > max.toNanos()) {
            cursor.wrong("must be a number of seconds " + (min.isZero() ? "from 0" : "over 0") + " up to "
                    + max.toSeconds() + ", got: " + seconds);
            return null;
        }
        return Duration.ofNanos((long) nanos);
    }
}

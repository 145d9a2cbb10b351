package io.apium.adapter.celery;

import com.rabbitmq.client.LongString;
import io.apium.adapter.bound.WireBounds;
import io.apium.bound.JsonNumber;
import io.apium.bound.PlainText;
import io.apium.bound.SaturatingTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object or AMQP table of untrusted content: any field may be missing or of a wrong type. The error of each
 * getter names the field.
 */
public record UntrustedFields(Map<?, ?> map) {

    /** Over 10,000 years: a longer time is a mistake. */
    private static final double SECONDS_MAX = WireBounds.HEADER_SECONDS.max();

    public static UntrustedFields of(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return new UntrustedFields(map);
        }
        throw new IllegalArgumentException(what + " must be an object, got: " + PlainText.shown(value));
    }

    @Nullable
    public Object raw(String name) {
        return map.get(name);
    }

    /**
     * AMQP has a text type of its own, whose {@code toString} is the text; so any value with such a {@code toString}
     * counts as text.
     */
    @Nullable
    public String text(String name) {
        Object value = map.get(name);
        return switch (value) {
            case null -> null;
            case String text -> text;
            case LongString text -> text.toString();
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> throw wrong(name, "text", value);
        };
    }

    /** Like {@link #text}, but blank text counts as missing. */
    @Nullable
    String textIfAny(String name) {
        String text = text(name);
        return text == null || text.isBlank() ? null : text;
    }

    public String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }

    public double number(String name) {
        Object value = map.get(name);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number", value);
    }

    /** The time in the field, or null where it is missing. */
    @Nullable
    public Instant instant(String name) {
        String text = text(name);
        return text == null ? null : instant(name, text);
    }

    @Nullable
    public Integer integer(String name) {
        Object value = map.get(name);
        if (value == null) {
            return null;
        }
        Long whole = JsonNumber.whole(value);
        if (whole == null || whole != whole.intValue()) {
            throw wrong(name, "a whole number of 32 bits", value);
        }
        return whole.intValue();
    }

    /** A required whole number. */
    public long whole(String name) {
        Object value = map.get(name);
        Long whole = JsonNumber.whole(value);
        if (whole == null) {
            throw wrong(name, "a whole number", value);
        }
        return whole;
    }

    public boolean truth(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    /** A boolean of a client, which must be one; false where it is missing. */
    boolean strictTruth(String name) {
        Object value = map.get(name);
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case Integer number when number == 0 || number == 1 -> number == 1;
            default -> throw wrong(name, "true or false", value);
        };
    }

    @Nullable
    Duration seconds(String name) {
        return seconds(name, map.get(name));
    }

    static @Nullable Duration seconds(String name, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number
            when Double.isFinite(number.doubleValue()) && Math.abs(number.doubleValue()) <= SECONDS_MAX ->
                Duration.ofMillis(Math.round(number.doubleValue() * 1000));
            default -> throw wrong(name, "a number of seconds", value);
        };
    }

    /** An ISO 8601 date and time; one without a zone is UTC, Celery's default. */
    public static Instant instant(String name, String text) {
        try {
            return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime dateTime -> SaturatingTime.clamp(dateTime.toInstant());
                case LocalDateTime dateTime -> SaturatingTime.clamp(dateTime.toInstant(ZoneOffset.UTC));
                default -> throw wrong(name, "a date and time", text);
            };
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    name + " must be an ISO 8601 date and time, got: " + PlainText.shown(text), malformed);
        }
    }

    List<?> list(String name) {
        Object value = map.get(name);
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw wrong(name, "a list", value);
        };
    }

    public Map<String, @Nullable Object> object(String name) {
        Object value = map.get(name);
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> object -> named(object);
            default -> throw wrong(name, "an object", value);
        };
    }

    static Map<String, @Nullable Object> named(Map<?, ?> map) {
        Map<String, @Nullable Object> named = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private static IllegalArgumentException wrong(String name, String expected, @Nullable Object value) {
        return new IllegalArgumentException(name + " must be " + expected + ", got: " + PlainText.shown(value));
    }
}

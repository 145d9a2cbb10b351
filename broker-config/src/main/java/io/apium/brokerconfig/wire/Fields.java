package io.apium.brokerconfig.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object or AMQP table of which nothing is taken for granted: any field may be missing or of another type than it
 * should be. Each getter says which field was wrong.
 */
record Fields(Map<?, ?> map) {

    static Fields of(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(map);
        }
        throw new IllegalArgumentException(what + " is not an object: " + shown(value));
    }

    @Nullable
    Object raw(String name) {
        return map.get(name);
    }

    /** AMQP gives text as its own type, which prints as the text. */
    @Nullable
    String text(String name) {
        Object value = map.get(name);
        return value == null ? null : value.toString();
    }

    String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }

    double number(String name) {
        Object value = map.get(name);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number", value);
    }

    /** The moment that the field names, or null where it names none. */
    @Nullable
    Instant instant(String name) {
        String text = text(name);
        return text == null ? null : instant(name, text);
    }

    @Nullable
    Integer integer(String name) {
        Object value = map.get(name);
        return switch (value) {
            case null -> null;
            case Number number when number.longValue() == number.intValue() -> number.intValue();
            default -> throw wrong(name, "a whole number", value);
        };
    }

    boolean truth(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    @Nullable
    Duration seconds(String name) {
        return seconds(name, map.get(name));
    }

    static @Nullable Duration seconds(String name, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number
            when Double.isFinite(number.doubleValue()) && Math.abs(number.doubleValue()) < 1e11 ->
                Duration.ofMillis(Math.round(number.doubleValue() * 1000));
            default -> throw wrong(name, "a number of seconds", value);
        };
    }

    /** An ISO 8601 date and time; one without a zone is UTC, Celery's default. */
    static Instant instant(String name, String text) {
        try {
            return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime dateTime -> dateTime.toInstant();
                case LocalDateTime dateTime -> dateTime.toInstant(ZoneOffset.UTC);
                default -> throw wrong(name, "a date and time", text);
            };
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(name + " is not an ISO 8601 date and time: " + shown(text), malformed);
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

    Map<String, @Nullable Object> object(String name) {
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
        return new IllegalArgumentException(name + " is not " + expected + ": " + shown(value));
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}

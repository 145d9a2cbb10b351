package io.apium.canvas;

import io.apium.bound.JsonNumber;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.bound.SaturatingTime;
import io.apium.task.JsonText;
import io.apium.task.RetryPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers in {@link TaskOptions} without a field of their own. They are checked when the options are made, so that
 * neither a reader nor the broker can reject them later.
 */
final class ExtraHeaders {

    /** The bytes that AMQP needs for a value in addition to its text: its type and its length. */
    private static final int VALUE_BYTES = 9;

    private ExtraHeaders() {}

    /** @throws IllegalArgumentException with the header and what is wrong with it */
    static void check(Map<String, @Nullable Object> headers) {
        if (headers.isEmpty()) {
            return;
        }
        long bytes = 0;
        for (Map.Entry<String, @Nullable Object> header : headers.entrySet()) {
            bytes += bytes(header.getKey(), header.getValue(), 1);
            if (header.getValue() != null && header.getKey().startsWith(ReservedHeaders.APIUM_PREFIX)) {
                checkOurs(header.getKey(), header.getValue());
            }
        }
        MessageBounds.HEADERS.check(bytes);
    }

    private static void checkOurs(String name, Object value) {
        switch (name) {
            case FlowHeader.HEADER -> named(name, () -> FlowHeader.parse(value.toString()));
            case TaskMessage.RETRY -> named(name, () -> RetryPolicy.of(value));
            case TaskMessage.REPEAT -> {
                if (!(value instanceof Boolean)) {
                    throw wrong(name, "true or false", value);
                }
            }
            case TaskMessage.LIMIT_HOLDS, TaskMessage.REROUTED, TaskMessage.REPLAYS -> count(name, value);
            case TaskMessage.REROUTED_SINCE -> moment(name, value);
            default -> {}
        }
    }

    private static void named(String name, Runnable parsing) {
        try {
            parsing.run();
        } catch (IllegalArgumentException nonsense) {
            throw new IllegalArgumentException("header " + name + ": " + nonsense.getMessage(), nonsense);
        }
    }

    /** A counter; 0 where the header is missing. */
    static int count(String name, @Nullable Object value) {
        Long count = value == null ? Long.valueOf(0) : JsonNumber.whole(value);
        if (count == null || count < 0) {
            throw wrong(name, "a whole number of at least 0", value);
        }
        // one more must not overflow
        return (int) Math.min(count, Integer.MAX_VALUE - 1);
    }

    /** A time in milliseconds since 1970. */
    static Instant moment(String name, Object value) {
        Long millis = JsonNumber.whole(value);
        if (millis == null || millis < 0) {
            throw wrong(name, "a number of milliseconds since 1970", value);
        }
        return SaturatingTime.clamp(Instant.ofEpochMilli(millis));
    }

    private static long bytes(String name, @Nullable Object value, int depth) {
        long bytes = PlainText.utf8Length(name);
        if (bytes < 0 || !MessageBounds.HEADER_NAME.allows(bytes)) {
            throw new IllegalArgumentException(
                    bytes < 0
                            ? "header " + PlainText.shown(name) + " must not contain an unpaired surrogate"
                            : MessageBounds.HEADER_NAME.exceeded(bytes) + ": " + PlainText.shown(name));
        }
        return 1 + bytes + bytes(value, name, depth);
    }

    private static long bytes(@Nullable Object value, String name, int depth) {
        if (!MessageBounds.HEADER_NESTING.allows(depth)) {
            throw new IllegalArgumentException(
                    "header " + PlainText.shown(name) + ": " + MessageBounds.HEADER_NESTING.exceeded(depth));
        }
        return VALUE_BYTES
                + switch (value) {
                    case Map<?, ?> map -> {
                        long sum = 0;
                        for (Map.Entry<?, ?> entry : map.entrySet()) {
                            sum += bytes(String.valueOf(entry.getKey()), entry.getValue(), depth + 1);
                        }
                        yield sum;
                    }
                    case List<?> list -> {
                        long sum = 0;
                        for (Object element : list) {
                            sum += bytes(element, name, depth + 1);
                        }
                        yield sum;
                    }
                    case String text -> text(text, name);
                    case JsonText json -> text(json.json(), name);
                    // written as text where AMQP has no such number
                    case BigInteger number -> number.bitLength() / 3L + 2;
                    case BigDecimal number -> number.precision() + 16L;
                    case byte[] raw -> raw.length;
                    case null, default -> 0;
                };
    }

    private static long text(String text, String name) {
        long bytes = PlainText.utf8Length(text);
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "header " + PlainText.shown(name) + " must not contain an unpaired surrogate");
        }
        return bytes;
    }

    private static IllegalArgumentException wrong(String name, String expected, @Nullable Object value) {
        return new IllegalArgumentException(
                "header " + name + " must be " + expected + ", got " + PlainText.shown(value));
    }
}

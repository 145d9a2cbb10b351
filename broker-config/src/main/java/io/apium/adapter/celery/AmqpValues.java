package io.apium.adapter.celery;

import com.rabbitmq.client.LongString;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.task.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts values of AMQP tables to JSON values and back. */
final class AmqpValues {

    private AmqpValues() {}

    /**
     * A table value as a JSON value: text is a String, a time is ISO 8601, bytes are base64.
     *
     * @throws IllegalArgumentException when tables or lists are nested deeper than {@link MessageBounds#HEADER_NESTING}
     */
    static @Nullable Object plain(@Nullable Object value) {
        return plain(value, 1);
    }

    /** Like {@link #plain}, for a message that is stored whatever it contains: too deeply nested values become text. */
    static @Nullable Object plainOrText(@Nullable Object value) {
        try {
            return plain(value);
        } catch (IllegalArgumentException tooDeep) {
            return tooDeep.getMessage();
        }
    }

    private static @Nullable Object plain(@Nullable Object value, int depth) {
        MessageBounds.HEADER_NESTING.check(depth);
        return switch (value) {
            case LongString text -> text.toString();
            case Date moment -> moment.toInstant().toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Byte number -> number.intValue();
            case Short number -> number.intValue();
            case Float number -> number.doubleValue();
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>(list.size());
                for (Object element : list) {
                    plain.add(plain(element, depth + 1));
                }
                yield plain;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    plain.put(String.valueOf(entry.getKey()), plain(entry.getValue(), depth + 1));
                }
                yield plain;
            }
            case null, default -> value;
        };
    }

    /**
     * A JSON value as a type that AMQP's tables have and that Celery reads back: Python reads the 64-bit code as
     * unsigned, so a number that fits is sent in 32 bits. A number that AMQP has no exact form for is sent as text.
     */
    static @Nullable Object amqp(@Nullable Object value) {
        return switch (value) {
            case Long number when number == number.intValue() -> number.intValue();
            case Long number -> number;
            case BigInteger number -> number.bitLength() < Long.SIZE ? amqp(number.longValue()) : number.toString();
            case BigDecimal number -> decimal(number);
            case JsonText json -> json.json();
            case List<?> list -> {
                List<@Nullable Object> sent = new ArrayList<>(list.size());
                for (Object element : list) {
                    sent.add(amqp(element));
                }
                yield sent;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> table = new HashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    table.put(String.valueOf(entry.getKey()), amqp(entry.getValue()));
                }
                yield table;
            }
            case null -> null;
            case String text -> text;
            case Integer number -> number;
            case Double number -> number;
            case Boolean truth -> truth;
            case byte[] bytes -> bytes;
            // the client's writer knows no other types, and would throw while it writes the message
            case Short number -> number;
            case Byte number -> number;
            case Float number -> number;
            case LongString text -> text;
            case Date moment -> moment;
            default -> PlainText.wellFormed(value.toString());
        };
    }

    /** The decimals of AMQP have 31 bits, which always fit into a double. */
    private static Object decimal(BigDecimal number) {
        double nearest = number.doubleValue();
        boolean exact = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
        return exact ? (Object) nearest : number.toString();
    }
}

package io.apium.brokerconfig.wire;

import com.rabbitmq.client.LongString;
import io.apium.task.Payload;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of AMQP's tables and those of JSON, each as the other. */
final class AmqpValues {

    private AmqpValues() {}

    /** A value from a table as one of JSON: its text is Java's, a moment is ISO 8601, bytes are base64. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case LongString text -> text.toString();
            case Date moment -> moment.toInstant().toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Byte number -> number.intValue();
            case Short number -> number.intValue();
            case Float number -> number.doubleValue();
            case List<?> list ->
                list.stream().<@Nullable Object>map(AmqpValues::plain).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
                yield plain;
            }
            case null, default -> value;
        };
    }

    /**
     * A value of JSON as a type that AMQP's tables have and that Celery reads back: Python takes the 64-bit code to be
     * unsigned, so a number that fits is sent in 32 bits.
     */
    static @Nullable Object amqp(@Nullable Object value) {
        return switch (value) {
            case Long number when number == number.intValue() -> number.intValue();
            case BigInteger number -> number.toString();
            case BigDecimal number -> number.doubleValue();
            case Payload payload -> payload.json();
            case List<?> list -> list.stream().map(AmqpValues::amqp).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> table = new HashMap<>();
                map.forEach((key, element) -> table.put(String.valueOf(key), amqp(element)));
                yield table;
            }
            case null, default -> value;
        };
    }
}

package io.apium.adapter.rabbit.frame;

import com.rabbitmq.client.LongString;
import io.apium.adapter.bound.RabbitBounds;
import io.apium.bound.PlainText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The size of a value in an AMQP table, and whether the client can write it. */
public final class FieldSize {

    private static final int CODE = 1;
    private static final int LENGTH = 4;
    private static final int SCALE_MAX = 255;
    private static final int UNSCALED_BITS_MAX = 31;

    private FieldSize() {}

    /** @throws IllegalArgumentException when it is too long or malformed */
    static long name(String name) {
        return shortString("header name", name);
    }

    /** @throws IllegalArgumentException when it is too long or malformed */
    public static long shortString(String what, String text) {
        long bytes = utf8(what, text);
        if (!RabbitBounds.SHORT_STRING.allows(bytes)) {
            throw new IllegalArgumentException(what + " must have at most " + RabbitBounds.SHORT_STRING.max()
                    + " bytes, got " + bytes + ": " + PlainText.shown(text));
        }
        return 1 + bytes;
    }

    /**
     * @param header the one that the value is in
     * @param level the number of tables and lists around it
     * @throws IllegalArgumentException when the client cannot write it
     */
    static long value(String header, @Nullable Object value, int level) {
        return CODE
                + switch (value) {
                    case null -> 0;
                    case String text -> LENGTH + utf8(header, text);
                    case LongString text -> LENGTH + text.length();
                    case byte[] bytes -> LENGTH + bytes.length;
                    case Boolean _, Byte _ -> Byte.BYTES;
                    case Short _ -> Short.BYTES;
                    case Integer _, Float _ -> Integer.BYTES;
                    case Long _, Double _, Date _ -> Long.BYTES;
                    case BigDecimal number -> decimal(header, number);
                    case List<?> list -> LENGTH + elements(header, list, level + 1);
                    case Map<?, ?> table -> LENGTH + fields(header, table, level + 1);
                    default ->
                        throw new IllegalArgumentException("header " + PlainText.shown(header)
                                + " has a value that AMQP cannot express: "
                                + value.getClass().getName());
                };
    }

    private static long utf8(String what, String text) {
        long bytes = PlainText.utf8Length(text);
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    what + " must not contain an unpaired surrogate, got: " + PlainText.shown(text));
        }
        return bytes;
    }

    private static long decimal(String header, BigDecimal number) {
        if (number.scale() < 0
                || number.scale() > SCALE_MAX
                || number.unscaledValue().bitLength() > UNSCALED_BITS_MAX) {
            throw new IllegalArgumentException("header " + PlainText.shown(header)
                    + " has a decimal that AMQP cannot express, got: " + PlainText.shown(number));
        }
        return 1 + Integer.BYTES;
    }

    private static long elements(String header, Collection<?> elements, int level) {
        checkLevel(header, level);
        long bytes = 0;
        for (Object element : elements) {
            bytes += value(header, element, level);
        }
        return bytes;
    }

    private static long fields(String header, Map<?, ?> table, int level) {
        checkLevel(header, level);
        long bytes = 0;
        for (Map.Entry<?, ?> field : table.entrySet()) {
            String name = String.valueOf(field.getKey());
            bytes += shortString("name in header " + PlainText.shown(header), name)
                    + value(header, field.getValue(), level);
        }
        return bytes;
    }

    private static void checkLevel(String header, int level) {
        if (!RabbitBounds.HEADER_LEVELS.allows(level)) {
            throw new IllegalArgumentException(
                    PlainText.shown(header) + ": " + RabbitBounds.HEADER_LEVELS.exceeded(level));
        }
    }
}

package io.apium.gpu.array;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON numbers as array elements. Numbers are only rounded to the nearest float or double. */
final class NumberReader {

    private NumberReader() {}

    /** @throws InvalidArrayException if the value is not a number or outside the range of the type */
    static Number of(@Nullable Object value, ElementType elementType) throws InvalidArrayException {
        if (!(value instanceof Number number)) {
            throw new InvalidArrayException("must contain numbers only, got: " + shown(value));
        }
        if (!elementType.isFloating()) {
            return whole(number, elementType);
        }
        double real = elementType == ElementType.F32 ? number.floatValue() : number.doubleValue();
        if (!Double.isFinite(real)) {
            throw new InvalidArrayException("has " + number + ", which is outside the range of " + elementType);
        }
        return real;
    }

    private static Number whole(Number number, ElementType elementType) throws InvalidArrayException {
        long value;
        try {
            value = switch (number) {
                case Integer one -> one;
                case Long one -> one;
                case Short one -> one;
                case Byte one -> one;
                case BigInteger one -> one.longValueExact();
                default -> new BigDecimal(number.toString()).longValueExact();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidArrayException("has " + number + ", but " + range(elementType));
        }
        boolean fits = switch (elementType) {
            case I32 -> value == (int) value;
            case U32 -> value >>> Integer.SIZE == 0;
            case U8 -> value >>> Byte.SIZE == 0;
            case I64, F32, F64 -> true;
        };
        if (!fits) {
            throw new InvalidArrayException("has " + number + ", but " + range(elementType));
        }
        return value;
    }

    private static String range(ElementType elementType) {
        return switch (elementType) {
            case I32 -> "an i32 must be a whole number from -2147483648 to 2147483647";
            case U32 -> "a u32 must be a whole number from 0 to 4294967295";
            case U8 -> "a u8 must be a whole number from 0 to 255";
            case I64 -> "an i64 must be a whole number from -9223372036854775808 to 9223372036854775807";
            case F32, F64 -> "it is not an " + elementType;
        };
    }

    /** @param values numbers of the type */
    static ByteBuffer content(List<Number> values, ElementType elementType) {
        ByteBuffer content = NumericArray.room(values.size() * elementType.bytes());
        for (Number value : values) {
            switch (elementType) {
                case F32 -> content.putFloat(value.floatValue());
                case F64 -> content.putDouble(value.doubleValue());
                case I32, U32 -> content.putInt((int) value.longValue());
                case I64 -> content.putLong(value.longValue());
                case U8 -> content.put((byte) value.longValue());
            }
        }
        return content.flip();
    }

    static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        String cut = text.length() > 50 ? text.substring(0, 50) + "…" : text;
        return value instanceof String ? "'" + cut + "'" : cut;
    }
}

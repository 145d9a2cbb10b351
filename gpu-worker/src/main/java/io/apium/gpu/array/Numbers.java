package io.apium.gpu.array;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of JSON as elements of an array. Nothing is rounded but to the nearest float or double. */
final class Numbers {

    private Numbers() {}

    /** @throws InvalidArrayException when the value is no number, or is none of the type's */
    static Number of(@Nullable Object value, Dtype dtype) throws InvalidArrayException {
        if (!(value instanceof Number number)) {
            throw new InvalidArrayException("has " + shown(value) + " where a number is to be");
        }
        if (!dtype.isFloating()) {
            return whole(number, dtype);
        }
        double real = dtype == Dtype.F32 ? number.floatValue() : number.doubleValue();
        if (!Double.isFinite(real)) {
            throw new InvalidArrayException("has " + number + ", which is more than " + dtype + " can be");
        }
        return real;
    }

    private static Number whole(Number number, Dtype dtype) throws InvalidArrayException {
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
            throw new InvalidArrayException("has " + number + ", and " + range(dtype));
        }
        boolean fits = switch (dtype) {
            case I32 -> value == (int) value;
            case U32 -> value >>> Integer.SIZE == 0;
            case U8 -> value >>> Byte.SIZE == 0;
            case I64, F32, F64 -> true;
        };
        if (!fits) {
            throw new InvalidArrayException("has " + number + ", and " + range(dtype));
        }
        return value;
    }

    private static String range(Dtype dtype) {
        return switch (dtype) {
            case I32 -> "an i32 is whole and from -2147483648 to 2147483647";
            case U32 -> "a u32 is whole and from 0 to 4294967295";
            case U8 -> "a u8 is whole and from 0 to 255";
            case I64 -> "an i64 is whole and from -9223372036854775808 to 9223372036854775807";
            case F32, F64 -> "it is no " + dtype;
        };
    }

    /** @param values of which each is a number of the type */
    static ByteBuffer content(List<Number> values, Dtype dtype) {
        ByteBuffer content = Array.room(values.size() * dtype.bytes());
        for (Number value : values) {
            switch (dtype) {
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

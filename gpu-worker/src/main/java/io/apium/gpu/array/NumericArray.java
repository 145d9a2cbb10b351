package io.apium.gpu.array;

import io.apium.gpu.bound.GpuBounds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers of one type, in row-major order. A single number has no dimensions.
 *
 * @param shape the length of each dimension, up to eight dimensions
 * @param content little-endian, with exactly the bytes of the shape; must not be changed
 */
public record NumericArray(ElementType elementType, List<Integer> shape, ByteBuffer content) {

    static final int DIMENSIONS_MAX = GpuBounds.ARRAY_DIMENSIONS.intMax();

    public NumericArray {
        shape = List.copyOf(shape);
        if (shape.size() > DIMENSIONS_MAX) {
            throw new IllegalArgumentException(
                    "an array must have at most " + DIMENSIONS_MAX + " dimensions, got: " + shape.size());
        }
        long bytes = elements(shape) * elementType.bytes();
        if (content.remaining() != bytes) {
            throw new IllegalArgumentException("an array of " + elementType + " " + shape + " has " + bytes
                    + " bytes, got: " + content.remaining());
        }
        content = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws IllegalArgumentException for a negative length or more elements than a long can count */
    public static long elements(List<Integer> shape) {
        long elements = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("a dimension must have at least 0 elements, got: " + length);
            }
            try {
                elements = Math.multiplyExact(elements, length);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("the shape has too many elements: " + shape, e);
            }
        }
        return elements;
    }

    public static NumericArray of(float... values) {
        ByteBuffer content = room(values.length * ElementType.F32.bytes());
        content.asFloatBuffer().put(values);
        return new NumericArray(ElementType.F32, List.of(values.length), content);
    }

    public static NumericArray of(int... values) {
        ByteBuffer content = room(values.length * ElementType.I32.bytes());
        content.asIntBuffer().put(values);
        return new NumericArray(ElementType.I32, List.of(values.length), content);
    }

    /** A single number, which has no dimensions. */
    public static NumericArray number(ElementType elementType, Number value) {
        ByteBuffer content = room(elementType.bytes());
        switch (elementType) {
            case F32 -> content.putFloat(0, value.floatValue());
            case F64 -> content.putDouble(0, value.doubleValue());
            case I32, U32 -> content.putInt(0, (int) value.longValue());
            case I64 -> content.putLong(0, value.longValue());
            case U8 -> content.put(0, (byte) value.longValue());
        }
        return new NumericArray(elementType, List.of(), content);
    }

    /** A little-endian buffer of zeros. */
    public static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int size() {
        return (int) elements(shape);
    }

    /** One element by its row-major index. */
    public Number get(int index) {
        int at = index * elementType.bytes();
        return switch (elementType) {
            case F32 -> content.getFloat(at);
            case F64 -> content.getDouble(at);
            case I32 -> content.getInt(at);
            case U32 -> Integer.toUnsignedLong(content.getInt(at));
            case I64 -> content.getLong(at);
            case U8 -> Byte.toUnsignedInt(content.get(at));
        };
    }

    /** A view with its own position. */
    public ByteBuffer bytes() {
        return content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Compares the bits: a NaN equals itself, and 0 does not equal -0. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NumericArray(ElementType otherType, List<Integer> otherShape, ByteBuffer bytes)
                && elementType == otherType
                && shape.equals(otherShape)
                && content.equals(bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {elementType, shape, content});
    }

    @Override
    public String toString() {
        return elementType + " " + shape;
    }
}

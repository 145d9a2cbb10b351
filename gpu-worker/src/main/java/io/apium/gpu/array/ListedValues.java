package io.apium.gpu.array;

import io.apium.gpu.bound.GpuBounds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers that are written as a list, or as lists of lists of the same length. */
record ListedValues(List<Integer> shape, List<Number> numbers) {

    private static final int VALUES_MAX = GpuBounds.ARRAY_NUMBERS.intMax();

    /** @param elementType which each of the numbers is of */
    static ListedValues of(List<?> list, ElementType elementType) throws InvalidArrayException {
        List<Integer> shape = new ArrayList<>();
        Object inner = list;
        while (inner instanceof List<?> row && shape.size() <= NumericArray.DIMENSIONS_MAX) {
            shape.add(row.size());
            inner = row.isEmpty() ? null : row.getFirst();
        }
        if (shape.size() > NumericArray.DIMENSIONS_MAX) {
            throw new InvalidArrayException(
                    "has lists within lists, more than " + NumericArray.DIMENSIONS_MAX + " deep");
        }
        List<Number> numbers = new ArrayList<>();
        gather(list, shape, elementType, numbers);
        return new ListedValues(shape, numbers);
    }

    private static void gather(
            @Nullable Object value, List<Integer> shape, ElementType elementType, List<Number> numbers)
            throws InvalidArrayException {
        if (shape.isEmpty()) {
            if (numbers.size() == VALUES_MAX) {
                throw new InvalidArrayException("has more than " + VALUES_MAX + " numbers: send base64 or a blob");
            }
            numbers.add(NumberReader.of(value, elementType));
            return;
        }
        if (!(value instanceof List<?> row) || row.size() != shape.getFirst()) {
            throw new InvalidArrayException(
                    "has rows of different lengths: after a row of " + shape.getFirst() + " comes "
                            + (value instanceof List<?> other ? "one of " + other.size() : NumberReader.shown(value)));
        }
        for (Object element : row) {
            gather(element, shape.subList(1, shape.size()), elementType, numbers);
        }
    }
}

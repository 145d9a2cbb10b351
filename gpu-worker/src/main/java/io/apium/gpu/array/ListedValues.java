package io.apium.gpu.array;

import io.apium.gpu.bound.GpuBounds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers from a JSON list, or from nested lists of equal length. */
record ListedValues(List<Integer> shape, List<Number> numbers) {

    private static final int VALUES_MAX = GpuBounds.ARRAY_NUMBERS.intMax();

    /** @param elementType the type of every number */
    static ListedValues of(List<?> list, ElementType elementType) throws InvalidArrayException {
        List<Integer> shape = new ArrayList<>();
        Object inner = list;
        while (inner instanceof List<?> row && shape.size() <= NumericArray.DIMENSIONS_MAX) {
            shape.add(row.size());
            inner = row.isEmpty() ? null : row.getFirst();
        }
        if (shape.size() > NumericArray.DIMENSIONS_MAX) {
            throw new InvalidArrayException("must have lists nested at most " + NumericArray.DIMENSIONS_MAX + " deep");
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
                throw new InvalidArrayException(
                        "must have at most " + VALUES_MAX + " numbers; send more" + " as base64 or a blob");
            }
            numbers.add(NumberReader.of(value, elementType));
            return;
        }
        if (!(value instanceof List<?> row) || row.size() != shape.getFirst()) {
            throw new InvalidArrayException("must have rows of equal length: a row has " + shape.getFirst()
                    + ", the next is "
                    + (value instanceof List<?> other ? "of length " + other.size() : NumberReader.shown(value)));
        }
        for (Object element : row) {
            gather(element, shape.subList(1, shape.size()), elementType, numbers);
        }
    }
}

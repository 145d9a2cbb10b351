package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The named values of an expression, all of one type: arrays of one shape, and scalars. Its section of the input buffer
 * has a header (element count, distance between arrays), then the scalars, eight bytes each, then the arrays.
 *
 * @param names the names of the arrays, then of the scalars
 */
record ExpressionOperands(
        ElementType elementType, List<String> names, List<NumericArray> arrays, List<NumericArray> numbers) {

    private static final long BYTES_MAX = GpuBounds.WORK_BYTES.max();
    private static final int HEAD = 64;

    ExpressionOperands {
        names = List.copyOf(names);
        arrays = List.copyOf(arrays);
        numbers = List.copyOf(numbers);
    }

    /** Reads the arguments {@code arrays} and {@code scalars}. */
    static ExpressionOperands of(WorkArguments arguments, ElementType elementType)
            throws InvalidArgumentException, BlobGoneException {
        return of(
                elementType,
                "arrays",
                arguments.arrays("arrays", elementType),
                arguments.numbers("scalars", elementType));
    }

    /** @param argument the name of the argument in the error if the arrays do not match */
    static ExpressionOperands of(
            ElementType elementType,
            String argument,
            Map<String, NumericArray> arrays,
            Map<String, NumericArray> numbers)
            throws InvalidArgumentException {
        if (arrays.isEmpty()) {
            throw new InvalidArgumentException(argument, "must name at least one array");
        }
        if (!Collections.disjoint(arrays.keySet(), numbers.keySet())) {
            throw new InvalidArgumentException("scalars", "must not use the name of an array");
        }
        List<Integer> shape = arrays.values().iterator().next().shape();
        long bytes = 0;
        for (Map.Entry<String, NumericArray> array : arrays.entrySet()) {
            if (!array.getValue().shape().equals(shape)) {
                throw new InvalidArgumentException(
                        argument,
                        "must have the same shape as the others; "
                                + arrays.keySet().iterator().next() + " has " + shape + ", " + array.getKey()
                                + " has " + array.getValue().shape());
            }
            bytes += array.getValue().bytes().remaining() + HEAD;
        }
        if (bytes > BYTES_MAX) {
            throw new InvalidArgumentException(argument, "must have at most " + BYTES_MAX + " bytes, got: " + bytes);
        }
        List<String> names = new ArrayList<>(arrays.keySet());
        names.addAll(numbers.keySet());
        return new ExpressionOperands(elementType, names, List.copyOf(arrays.values()), List.copyOf(numbers.values()));
    }

    int length() {
        return arrays.getFirst().size();
    }

    List<Integer> shape() {
        return arrays.getFirst().shape();
    }

    /** The same values in a wider type. */
    ExpressionOperands widened(ElementType wider) {
        return new ExpressionOperands(
                wider,
                names,
                arrays.stream().map(array -> IntegerWidening.of(array, wider)).toList(),
                numbers.stream().map(array -> IntegerWidening.of(array, wider)).toList());
    }

    int inBytes() {
        return first() + arrays.size() * stride();
    }

    private int stride() {
        return OpenClSnippets.aligned(length() * elementType.bytes());
    }

    private int first() {
        return HEAD + OpenClSnippets.aligned(numbers.size() * Long.BYTES);
    }

    void pack(ByteBuffer in) {
        in.putInt(0, length());
        in.putInt(Integer.BYTES, stride());
        for (int i = 0; i < numbers.size(); i++) {
            Number value = numbers.get(i).get(0);
            int at = HEAD + i * Long.BYTES;
            switch (elementType) {
                case F32 -> in.putFloat(at, value.floatValue());
                case F64 -> in.putDouble(at, value.doubleValue());
                case I32, U32, U8 -> in.putInt(at, (int) value.longValue());
                case I64 -> in.putLong(at, value.longValue());
            }
        }
        for (int i = 0; i < arrays.size(); i++) {
            ByteBuffer content = arrays.get(i).bytes();
            in.put(first() + i * stride(), content, content.position(), content.remaining());
        }
    }

    /** In OpenCL C: the element count, the arrays and the scalars. */
    String declarations() {
        StringBuilder text = new StringBuilder("""
                const uint n = ((__global const uint*)in)[0];
                const uint stride = ((__global const uint*)in)[1];
                """);
        for (int i = 0; i < arrays.size(); i++) {
            text.append("__global const E* a_%s = (__global const E*)(in + %d + %d * stride);\n"
                    .formatted(names.get(i), first(), i));
        }
        for (int i = 0; i < numbers.size(); i++) {
            text.append("const T v_%s = *(__global const T*)(in + %d);\n"
                    .formatted(names.get(arrays.size() + i), HEAD + i * Long.BYTES));
        }
        return text.toString();
    }

    /** In OpenCL C: the array elements at index {@code i}. */
    String elements() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arrays.size(); i++) {
            text.append("const T v_%1$s = a_%1$s[i];\n".formatted(names.get(i)));
        }
        return text.toString();
    }

    /** Sets the scalars, which are the same for all elements. */
    void begin(ExpressionInterpreter<?> interpreter) {
        for (int i = 0; i < numbers.size(); i++) {
            interpreter.fill(arrays.size() + i, numbers.get(i).get(0));
        }
    }

    /** Reads a range of the arrays. */
    void read(ExpressionInterpreter<?> interpreter, int from, int count) {
        for (int i = 0; i < arrays.size(); i++) {
            interpreter.read(i, arrays.get(i).bytes(), from, count);
        }
    }
}

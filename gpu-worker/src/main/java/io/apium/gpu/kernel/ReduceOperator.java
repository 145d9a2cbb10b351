package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.work.InvalidArgumentException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * A reduction of two values to one: an expression of {@code acc} and {@code v}.
 *
 * @param neutral the neutral element of the reduction
 */
record ReduceOperator(Expression expression, NumericArray neutral) {

    static final List<String> NAMES = List.of("acc", "v");

    /** The predefined reductions. */
    enum Named {
        SUM("acc + v"),
        PROD("acc * v"),
        MIN("min(acc, v)"),
        MAX("max(acc, v)");

        private final String text;

        Named(String text) {
            this.text = text;
        }

        ReduceOperator of(ElementType elementType) throws InvalidArgumentException {
            Expression expression = ElementwiseKernel.parse("reduce", text, elementType, FloatMode.PLAIN, NAMES);
            return new ReduceOperator(expression, NumericArray.number(elementType, neutral(elementType)));
        }

        private Number neutral(ElementType elementType) {
            return switch (this) {
                case SUM -> 0;
                case PROD -> 1;
                case MIN -> elementType.isFloating() ? Double.POSITIVE_INFINITY : (Number) most(elementType);
                case MAX -> elementType.isFloating() ? Double.NEGATIVE_INFINITY : (Number) least(elementType);
            };
        }

        /** Whether the reduction of zero elements is defined. */
        boolean ofNothing() {
            return this == SUM || this == PROD;
        }

        private static long most(ElementType elementType) {
            return switch (elementType) {
                case I32 -> Integer.MAX_VALUE;
                case U32 -> 0xffffffffL;
                case I64 -> Long.MAX_VALUE;
                case U8, F32, F64 -> throw new IllegalArgumentException("no reduction computes in " + elementType);
            };
        }

        private static long least(ElementType elementType) {
            return switch (elementType) {
                case I32 -> Integer.MIN_VALUE;
                case U32 -> 0;
                case I64 -> Long.MIN_VALUE;
                case U8, F32, F64 -> throw new IllegalArgumentException("no reduction computes in " + elementType);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ElementType dtype() {
        return expression.elementType();
    }

    /** In OpenCL C: the function {@code T joined(T v_acc, T v_v)}. */
    String function() {
        return "T joined(T v_acc, T v_v) { return " + expression.openCl() + "; }\n";
    }

    /** In OpenCL C: the neutral element, which {@link #pack} writes into the header of a section. */
    String neutralText() {
        return "const T neutral = ((__global const T*)in)[%d];\n".formatted(16 / dtype().bytes());
    }

    void pack(ByteBuffer in) {
        in.put(16, neutral.bytes(), 0, dtype().bytes());
    }

    /** Reduces all values in a fixed tree: the second half is reduced into the first until one value is left. */
    NumericArray all(ByteBuffer values, int count) {
        ByteBuffer one = NumericArray.room(dtype().bytes());
        ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(expression, count);
        interpreter.read(0, values, 0, count);
        int left = count;
        for (int half = Integer.highestOneBit(Math.max(1, count - 1)); left > 1; half /= 2) {
            half(interpreter, half, left - half);
            left = half;
        }
        if (count == 1) {
            one.put(0, values, values.position(), one.capacity());
        } else {
            interpreter.write(one, 0, 1);
        }
        return new NumericArray(dtype(), List.of(), one);
    }

    /** Reduces the elements of the first input from {@code half} on into its first elements. */
    static void half(ExpressionInterpreter<?> interpreter, int half, int count) {
        interpreter.move(0, half, 1, count);
        interpreter.run(count);
        interpreter.keep(0, 0, count);
    }
}

package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.expression.Machine;
import io.apium.gpu.work.InvalidArgumentException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * How two values become one: an expression of {@code acc} and {@code v}.
 *
 * @param neutral what changes nothing
 */
record Joining(Expression expression, Array neutral) {

    static final List<String> NAMES = List.of("acc", "v");

    /** The joinings that have names. */
    enum Named {
        SUM("acc + v"),
        PROD("acc * v"),
        MIN("min(acc, v)"),
        MAX("max(acc, v)");

        private final String text;

        Named(String text) {
            this.text = text;
        }

        Joining of(Dtype dtype) throws InvalidArgumentException {
            Expression expression = ElementwiseKernel.parse("reduce", text, dtype, Fp.PLAIN, NAMES);
            return new Joining(expression, Array.number(dtype, neutral(dtype)));
        }

        private Number neutral(Dtype dtype) {
            return switch (this) {
                case SUM -> 0;
                case PROD -> 1;
                case MIN -> dtype.isFloating() ? Double.POSITIVE_INFINITY : (Number) most(dtype);
                case MAX -> dtype.isFloating() ? Double.NEGATIVE_INFINITY : (Number) least(dtype);
            };
        }

        /** Whether it comes to something of no values. */
        boolean ofNothing() {
            return this == SUM || this == PROD;
        }

        private static long most(Dtype dtype) {
            return switch (dtype) {
                case I32 -> Integer.MAX_VALUE;
                case U32 -> 0xffffffffL;
                case I64 -> Long.MAX_VALUE;
                case U8, F32, F64 -> throw new IllegalArgumentException("nothing is joined in " + dtype);
            };
        }

        private static long least(Dtype dtype) {
            return switch (dtype) {
                case I32 -> Integer.MIN_VALUE;
                case U32 -> 0;
                case I64 -> Long.MIN_VALUE;
                case U8, F32, F64 -> throw new IllegalArgumentException("nothing is joined in " + dtype);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Dtype dtype() {
        return expression.dtype();
    }

    /** In OpenCL C: {@code T joined(T v_acc, T v_v)}. */
    String function() {
        return "T joined(T v_acc, T v_v) { return " + expression.openCl() + "; }\n";
    }

    /** In OpenCL C: what changes nothing, which {@link #pack} puts into the head of a section. */
    String neutralText() {
        return "const T neutral = ((__global const T*)in)[%d];\n".formatted(16 / dtype().bytes());
    }

    void pack(ByteBuffer in) {
        in.put(16, neutral.bytes(), 0, dtype().bytes());
    }

    /** All of some values as one: the second half of them is joined to the first until one is left. */
    Array all(ByteBuffer values, int count) {
        ByteBuffer one = Array.room(dtype().bytes());
        Machine<?> machine = Machine.of(expression, count);
        machine.read(0, values, 0, count);
        int left = count;
        for (int half = Integer.highestOneBit(Math.max(1, count - 1)); left > 1; half /= 2) {
            half(machine, half, left - half);
            left = half;
        }
        if (count == 1) {
            one.put(0, values, values.position(), one.capacity());
        } else {
            machine.write(one, 0, 1);
        }
        return new Array(dtype(), List.of(), one);
    }

    /** Joins what the first input has from {@code half} on to what it begins with. */
    static void half(Machine<?> machine, int half, int count) {
        machine.move(0, half, 1, count);
        machine.run(count);
        machine.keep(0, 0, count);
    }
}

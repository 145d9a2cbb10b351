package io.apium.gpu.expression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** In long. */
final class LongBlocks implements Blocks<long[]> {

    private static final Map<Operation, Loop<long[]>> LOOPS = loops();

    private interface One {
        long of(long x);
    }

    private interface Two {
        long of(long x, long y);
    }

    private static Map<Operation, Loop<long[]>> loops() {
        Map<Operation, Loop<long[]>> loops = new EnumMap<>(Operation.class);
        arithmetic(loops);
        truths(loops);
        loops.put(Operation.ABS, (o, a, b, c, n) -> one(o, a, n, Math::abs));
        loops.put(Operation.MIN, (o, a, b, c, n) -> two(o, a, b, n, Math::min));
        loops.put(Operation.MAX, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(Operation.FMIN, loops.get(Operation.MIN));
        loops.put(Operation.FMAX, loops.get(Operation.MAX));
        loops.put(Operation.DIVIDE, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? 0 : x / y));
        loops.put(Operation.REMAINDER, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? x : x % y));
        loops.put(Operation.SHIFT_RIGHT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x >> y));
        loops.put(Operation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x < y ? 1 : 0));
        loops.put(Operation.LESS_OR_EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x <= y ? 1 : 0));
        return loops;
    }

    private static void arithmetic(Map<Operation, Loop<long[]>> loops) {
        loops.put(Operation.ADD, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x + y));
        loops.put(Operation.SUBTRACT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x - y));
        loops.put(Operation.MULTIPLY, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(Operation.NEGATE, (o, a, b, c, n) -> one(o, a, n, x -> -x));
        loops.put(Operation.BIT_AND, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x & y));
        loops.put(Operation.BIT_OR, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x | y));
        loops.put(Operation.BIT_XOR, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x ^ y));
        loops.put(Operation.BIT_NOT, (o, a, b, c, n) -> one(o, a, n, x -> ~x));
        loops.put(Operation.SHIFT_LEFT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x << y));
    }

    private static void truths(Map<Operation, Loop<long[]>> loops) {
        loops.put(Operation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(Operation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(Operation.BOTH, loops.get(Operation.BIT_AND));
        loops.put(Operation.EITHER, loops.get(Operation.BIT_OR));
        loops.put(Operation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(Operation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(Operation.CHOOSE, LongBlocks::choose);
    }

    private static void one(long[] out, long[] a, int length, One function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i]);
        }
    }

    private static void two(long[] out, long[] a, long[] b, int length, Two function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i], b[i]);
        }
    }

    private static void choose(long[] out, long[] a, long[] b, long[] c, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] != 0 ? b[i] : c[i];
        }
    }

    @Override
    public Loop<long[]> loop(Operation operation) {
        Loop<long[]> loop = LOOPS.get(operation);
        if (loop == null) {
            throw new IllegalArgumentException("there is no " + operation + " of longs");
        }
        return loop;
    }

    @Override
    public long[] block(int length) {
        return new long[length];
    }

    @Override
    public void fill(long[] block, Number value) {
        Arrays.fill(block, value.longValue());
    }

    @Override
    public void read(ByteBuffer from, int at, long[] block, int length) {
        from.asLongBuffer().get(at, block, 0, length);
    }

    @Override
    public void write(long[] block, ByteBuffer to, int at, int length) {
        to.asLongBuffer().put(at, block, 0, length);
    }
}

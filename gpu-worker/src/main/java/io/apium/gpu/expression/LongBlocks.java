package io.apium.gpu.expression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Arithmetic on blocks of longs. */
final class LongBlocks implements VectorLoops<long[]> {

    private static final Map<ExpressionOperation, Loop<long[]>> LOOPS = loops();

    private interface One {
        long of(long x);
    }

    private interface Two {
        long of(long x, long y);
    }

    private static Map<ExpressionOperation, Loop<long[]>> loops() {
        Map<ExpressionOperation, Loop<long[]>> loops = new EnumMap<>(ExpressionOperation.class);
        arithmetic(loops);
        truths(loops);
        loops.put(ExpressionOperation.ABS, (o, a, b, c, n) -> one(o, a, n, Math::abs));
        loops.put(ExpressionOperation.MIN, (o, a, b, c, n) -> two(o, a, b, n, Math::min));
        loops.put(ExpressionOperation.MAX, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(ExpressionOperation.FMIN, loops.get(ExpressionOperation.MIN));
        loops.put(ExpressionOperation.FMAX, loops.get(ExpressionOperation.MAX));
        loops.put(ExpressionOperation.DIVIDE, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? 0 : x / y));
        loops.put(ExpressionOperation.REMAINDER, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? x : x % y));
        loops.put(ExpressionOperation.SHIFT_RIGHT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x >> y));
        loops.put(ExpressionOperation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x < y ? 1 : 0));
        loops.put(ExpressionOperation.LESS_OR_EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x <= y ? 1 : 0));
        return loops;
    }

    private static void arithmetic(Map<ExpressionOperation, Loop<long[]>> loops) {
        loops.put(ExpressionOperation.ADD, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x + y));
        loops.put(ExpressionOperation.SUBTRACT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x - y));
        loops.put(ExpressionOperation.MULTIPLY, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(ExpressionOperation.NEGATE, (o, a, b, c, n) -> one(o, a, n, x -> -x));
        loops.put(ExpressionOperation.BIT_AND, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x & y));
        loops.put(ExpressionOperation.BIT_OR, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x | y));
        loops.put(ExpressionOperation.BIT_XOR, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x ^ y));
        loops.put(ExpressionOperation.BIT_NOT, (o, a, b, c, n) -> one(o, a, n, x -> ~x));
        loops.put(ExpressionOperation.SHIFT_LEFT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x << y));
    }

    private static void truths(Map<ExpressionOperation, Loop<long[]>> loops) {
        loops.put(ExpressionOperation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(ExpressionOperation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(ExpressionOperation.BOTH, loops.get(ExpressionOperation.BIT_AND));
        loops.put(ExpressionOperation.EITHER, loops.get(ExpressionOperation.BIT_OR));
        loops.put(ExpressionOperation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(ExpressionOperation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(ExpressionOperation.CHOOSE, LongBlocks::choose);
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
    public Loop<long[]> loop(ExpressionOperation operation) {
        Loop<long[]> loop = LOOPS.get(operation);
        if (loop == null) {
            throw new IllegalArgumentException(operation + " is not defined for longs");
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

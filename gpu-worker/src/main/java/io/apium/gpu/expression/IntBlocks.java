package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Arithmetic on blocks of ints, for i32, u32 and u8: a u8 is read into an int, and the lowest eight bits are written.
 */
final class IntBlocks implements VectorLoops<int[]> {

    private static final Map<ExpressionOperation, Loop<int[]>> SIGNED = signed();
    private static final Map<ExpressionOperation, Loop<int[]>> UNSIGNED = unsigned();

    private final ElementType elementType;

    IntBlocks(ElementType elementType) {
        this.elementType = elementType;
    }

    private interface One {
        int of(int x);
    }

    private interface Two {
        int of(int x, int y);
    }

    private static Map<ExpressionOperation, Loop<int[]>> signed() {
        Map<ExpressionOperation, Loop<int[]>> loops = new EnumMap<>(ExpressionOperation.class);
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

    /** Flipping the highest bit of both operands maps unsigned order to signed order. */
    private static Map<ExpressionOperation, Loop<int[]>> unsigned() {
        int top = Integer.MIN_VALUE;
        Map<ExpressionOperation, Loop<int[]>> loops = new EnumMap<>(ExpressionOperation.class);
        arithmetic(loops);
        truths(loops);
        loops.put(ExpressionOperation.ABS, loops.get(ExpressionOperation.NUMBER_OF));
        loops.put(
                ExpressionOperation.MIN,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.min(x ^ top, y ^ top) ^ top));
        loops.put(
                ExpressionOperation.MAX,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.max(x ^ top, y ^ top) ^ top));
        loops.put(ExpressionOperation.FMIN, loops.get(ExpressionOperation.MIN));
        loops.put(ExpressionOperation.FMAX, loops.get(ExpressionOperation.MAX));
        loops.put(
                ExpressionOperation.DIVIDE,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? 0 : Integer.divideUnsigned(x, y)));
        loops.put(
                ExpressionOperation.REMAINDER,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? x : Integer.remainderUnsigned(x, y)));
        loops.put(ExpressionOperation.SHIFT_RIGHT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x >>> y));
        loops.put(
                ExpressionOperation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (x ^ top) < (y ^ top) ? 1 : 0));
        loops.put(
                ExpressionOperation.LESS_OR_EQUAL,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (x ^ top) <= (y ^ top) ? 1 : 0));
        return loops;
    }

    private static void arithmetic(Map<ExpressionOperation, Loop<int[]>> loops) {
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

    private static void truths(Map<ExpressionOperation, Loop<int[]>> loops) {
        loops.put(ExpressionOperation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(ExpressionOperation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(ExpressionOperation.BOTH, loops.get(ExpressionOperation.BIT_AND));
        loops.put(ExpressionOperation.EITHER, loops.get(ExpressionOperation.BIT_OR));
        loops.put(ExpressionOperation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(ExpressionOperation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(ExpressionOperation.CHOOSE, IntBlocks::choose);
    }

    private static void one(int[] out, int[] a, int length, One function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i]);
        }
    }

    private static void two(int[] out, int[] a, int[] b, int length, Two function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i], b[i]);
        }
    }

    private static void choose(int[] out, int[] a, int[] b, int[] c, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] != 0 ? b[i] : c[i];
        }
    }

    @Override
    public Loop<int[]> loop(ExpressionOperation operation) {
        Loop<int[]> loop = (elementType == ElementType.U32 ? UNSIGNED : SIGNED).get(operation);
        if (loop == null) {
            throw new IllegalArgumentException(operation + " is not defined for ints");
        }
        return loop;
    }

    @Override
    public int[] block(int length) {
        return new int[length];
    }

    @Override
    public void fill(int[] block, Number value) {
        Arrays.fill(block, value.intValue());
    }

    @Override
    public void read(ByteBuffer from, int at, int[] block, int length) {
        if (elementType != ElementType.U8) {
            from.asIntBuffer().get(at, block, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            block[i] = from.get(at + i) & 0xff;
        }
    }

    @Override
    public void write(int[] block, ByteBuffer to, int at, int length) {
        if (elementType != ElementType.U8) {
            to.asIntBuffer().put(at, block, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            to.put(at + i, (byte) block[i]);
        }
    }
}

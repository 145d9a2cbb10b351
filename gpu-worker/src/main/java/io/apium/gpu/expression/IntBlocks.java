package io.apium.gpu.expression;

import io.apium.gpu.array.Dtype;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** In int, whose bits are those of a u32, too; a u8 is read into one, and the lowest eight bits are written. */
final class IntBlocks implements Blocks<int[]> {

    private static final Map<Operation, Loop<int[]>> SIGNED = signed();
    private static final Map<Operation, Loop<int[]>> UNSIGNED = unsigned();

    private final Dtype dtype;

    IntBlocks(Dtype dtype) {
        this.dtype = dtype;
    }

    private interface One {
        int of(int x);
    }

    private interface Two {
        int of(int x, int y);
    }

    private static Map<Operation, Loop<int[]>> signed() {
        Map<Operation, Loop<int[]>> loops = new EnumMap<>(Operation.class);
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

    /** A difference of the highest bits turns the order round. */
    private static Map<Operation, Loop<int[]>> unsigned() {
        int top = Integer.MIN_VALUE;
        Map<Operation, Loop<int[]>> loops = new EnumMap<>(Operation.class);
        arithmetic(loops);
        truths(loops);
        loops.put(Operation.ABS, loops.get(Operation.NUMBER_OF));
        loops.put(Operation.MIN, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.min(x ^ top, y ^ top) ^ top));
        loops.put(Operation.MAX, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.max(x ^ top, y ^ top) ^ top));
        loops.put(Operation.FMIN, loops.get(Operation.MIN));
        loops.put(Operation.FMAX, loops.get(Operation.MAX));
        loops.put(
                Operation.DIVIDE,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? 0 : Integer.divideUnsigned(x, y)));
        loops.put(
                Operation.REMAINDER,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> y == 0 ? x : Integer.remainderUnsigned(x, y)));
        loops.put(Operation.SHIFT_RIGHT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x >>> y));
        loops.put(Operation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (x ^ top) < (y ^ top) ? 1 : 0));
        loops.put(
                Operation.LESS_OR_EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (x ^ top) <= (y ^ top) ? 1 : 0));
        return loops;
    }

    private static void arithmetic(Map<Operation, Loop<int[]>> loops) {
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

    private static void truths(Map<Operation, Loop<int[]>> loops) {
        loops.put(Operation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(Operation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(Operation.BOTH, loops.get(Operation.BIT_AND));
        loops.put(Operation.EITHER, loops.get(Operation.BIT_OR));
        loops.put(Operation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(Operation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(Operation.CHOOSE, IntBlocks::choose);
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
    public Loop<int[]> loop(Operation operation) {
        Loop<int[]> loop = (dtype == Dtype.U32 ? UNSIGNED : SIGNED).get(operation);
        if (loop == null) {
            throw new IllegalArgumentException("there is no " + operation + " of ints");
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
        if (dtype != Dtype.U8) {
            from.asIntBuffer().get(at, block, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            block[i] = from.get(at + i) & 0xff;
        }
    }

    @Override
    public void write(int[] block, ByteBuffer to, int at, int length) {
        if (dtype != Dtype.U8) {
            to.asIntBuffer().put(at, block, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            to.put(at + i, (byte) block[i]);
        }
    }
}

package io.apium.gpu.expression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** In float, as Java rounds it: what it has for doubles alone is rounded once more. */
final class FloatBlocks implements Blocks<float[]> {

    private static final Map<Operation, Loop<float[]>> LOOPS = loops();

    private interface One {
        float of(float x);
    }

    private interface Two {
        float of(float x, float y);
    }

    // each loop has a lambda of its own around it, so that the compiler sees one function in it, and not all of them
    private static Map<Operation, Loop<float[]>> loops() {
        Map<Operation, Loop<float[]>> loops = new EnumMap<>(Operation.class);
        arithmetic(loops);
        truths(loops);
        functions(loops);
        inexact(loops);
        return loops;
    }

    private static void arithmetic(Map<Operation, Loop<float[]>> loops) {
        loops.put(Operation.ADD, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x + y));
        loops.put(Operation.SUBTRACT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x - y));
        loops.put(Operation.MULTIPLY, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(Operation.DIVIDE, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x / y));
        loops.put(Operation.NEGATE, (o, a, b, c, n) -> one(o, a, n, x -> -x));
        loops.put(Operation.ABS, (o, a, b, c, n) -> one(o, a, n, Math::abs));
        loops.put(Operation.MIN, (o, a, b, c, n) -> two(o, a, b, n, Math::min));
        loops.put(Operation.MAX, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(
                Operation.FMIN,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Float.isNaN(x) ? y : Float.isNaN(y) ? x : Math.min(x, y)));
        loops.put(
                Operation.FMAX,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Float.isNaN(x) ? y : Float.isNaN(y) ? x : Math.max(x, y)));
    }

    private static void truths(Map<Operation, Loop<float[]>> loops) {
        loops.put(Operation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x < y ? 1 : 0));
        loops.put(Operation.LESS_OR_EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x <= y ? 1 : 0));
        loops.put(Operation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(Operation.IS_NAN, (o, a, b, c, n) -> one(o, a, n, x -> Float.isNaN(x) ? 1 : 0));
        loops.put(Operation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(Operation.BOTH, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(Operation.EITHER, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(Operation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(Operation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(Operation.CHOOSE, FloatBlocks::choose);
    }

    private static void functions(Map<Operation, Loop<float[]>> loops) {
        loops.put(Operation.SQRT, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.sqrt(x)));
        loops.put(Operation.FLOOR, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.floor(x)));
        loops.put(Operation.CEIL, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.ceil(x)));
        loops.put(
                Operation.TRUNC, (o, a, b, c, n) -> one(o, a, n, x -> (float) (x < 0 ? Math.ceil(x) : Math.floor(x))));
        loops.put(Operation.RINT, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.rint(x)));
        loops.put(Operation.FMA, FloatBlocks::fma);
        loops.put(Operation.POW, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (float) Math.pow(x, y)));
        loops.put(Operation.ATAN2, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (float) Math.atan2(x, y)));
        loops.put(Operation.HYPOT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (float) Math.hypot(x, y)));
    }

    private static void inexact(Map<Operation, Loop<float[]>> loops) {
        loops.put(Operation.EXP, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.exp(x)));
        loops.put(Operation.EXPM1, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.expm1(x)));
        loops.put(Operation.LOG, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.log(x)));
        loops.put(Operation.LOG10, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.log10(x)));
        loops.put(Operation.LOG1P, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.log1p(x)));
        loops.put(Operation.SIN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.sin(x)));
        loops.put(Operation.COS, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.cos(x)));
        loops.put(Operation.TAN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.tan(x)));
        loops.put(Operation.ASIN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.asin(x)));
        loops.put(Operation.ACOS, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.acos(x)));
        loops.put(Operation.ATAN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.atan(x)));
        loops.put(Operation.SINH, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.sinh(x)));
        loops.put(Operation.COSH, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.cosh(x)));
        loops.put(Operation.TANH, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.tanh(x)));
        loops.put(Operation.CBRT, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.cbrt(x)));
    }

    private static void one(float[] out, float[] a, int length, One function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i]);
        }
    }

    private static void two(float[] out, float[] a, float[] b, int length, Two function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i], b[i]);
        }
    }

    private static void choose(float[] out, float[] a, float[] b, float[] c, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] != 0 ? b[i] : c[i];
        }
    }

    private static void fma(float[] out, float[] a, float[] b, float[] c, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Math.fma(a[i], b[i], c[i]);
        }
    }

    @Override
    public Loop<float[]> loop(Operation operation) {
        Loop<float[]> loop = LOOPS.get(operation);
        if (loop == null) {
            throw new IllegalArgumentException("there is no " + operation + " of floats");
        }
        return loop;
    }

    @Override
    public float[] block(int length) {
        return new float[length];
    }

    @Override
    public void fill(float[] block, Number value) {
        Arrays.fill(block, value.floatValue());
    }

    @Override
    public void read(ByteBuffer from, int at, float[] block, int length) {
        from.asFloatBuffer().get(at, block, 0, length);
    }

    @Override
    public void write(float[] block, ByteBuffer to, int at, int length) {
        for (int i = 0; i < length; i++) {
            block[i] = Float.isNaN(block[i]) ? Float.NaN : block[i];
        }
        to.asFloatBuffer().put(at, block, 0, length);
    }
}

package io.apium.gpu.expression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Arithmetic on blocks of floats, rounded as in Java: functions that Java only has for doubles are rounded once more.
 */
final class FloatBlocks implements VectorLoops<float[]> {

    private static final Map<ExpressionOperation, Loop<float[]>> LOOPS = loops();

    private interface One {
        float of(float x);
    }

    private interface Two {
        float of(float x, float y);
    }

    // each operation has a lambda of its own around the loop, so that the loop is compiled with one function inlined
    private static Map<ExpressionOperation, Loop<float[]>> loops() {
        Map<ExpressionOperation, Loop<float[]>> loops = new EnumMap<>(ExpressionOperation.class);
        arithmetic(loops);
        truths(loops);
        functions(loops);
        inexact(loops);
        return loops;
    }

    private static void arithmetic(Map<ExpressionOperation, Loop<float[]>> loops) {
        loops.put(ExpressionOperation.ADD, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x + y));
        loops.put(ExpressionOperation.SUBTRACT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x - y));
        loops.put(ExpressionOperation.MULTIPLY, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(ExpressionOperation.DIVIDE, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x / y));
        loops.put(ExpressionOperation.NEGATE, (o, a, b, c, n) -> one(o, a, n, x -> -x));
        loops.put(ExpressionOperation.ABS, (o, a, b, c, n) -> one(o, a, n, Math::abs));
        loops.put(ExpressionOperation.MIN, (o, a, b, c, n) -> two(o, a, b, n, Math::min));
        loops.put(ExpressionOperation.MAX, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(
                ExpressionOperation.FMIN,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Float.isNaN(x) ? y : Float.isNaN(y) ? x : Math.min(x, y)));
        loops.put(
                ExpressionOperation.FMAX,
                (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Float.isNaN(x) ? y : Float.isNaN(y) ? x : Math.max(x, y)));
    }

    private static void truths(Map<ExpressionOperation, Loop<float[]>> loops) {
        loops.put(ExpressionOperation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x < y ? 1 : 0));
        loops.put(ExpressionOperation.LESS_OR_EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x <= y ? 1 : 0));
        loops.put(ExpressionOperation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(ExpressionOperation.IS_NAN, (o, a, b, c, n) -> one(o, a, n, x -> Float.isNaN(x) ? 1 : 0));
        loops.put(ExpressionOperation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(ExpressionOperation.BOTH, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(ExpressionOperation.EITHER, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(ExpressionOperation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(ExpressionOperation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(ExpressionOperation.CHOOSE, FloatBlocks::choose);
    }

    private static void functions(Map<ExpressionOperation, Loop<float[]>> loops) {
        loops.put(ExpressionOperation.SQRT, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.sqrt(x)));
        loops.put(ExpressionOperation.FLOOR, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.floor(x)));
        loops.put(ExpressionOperation.CEIL, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.ceil(x)));
        loops.put(
                ExpressionOperation.TRUNC,
                (o, a, b, c, n) -> one(o, a, n, x -> (float) (x < 0 ? Math.ceil(x) : Math.floor(x))));
        loops.put(ExpressionOperation.RINT, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.rint(x)));
        loops.put(ExpressionOperation.FMA, FloatBlocks::fma);
        loops.put(ExpressionOperation.POW, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (float) Math.pow(x, y)));
        loops.put(ExpressionOperation.ATAN2, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (float) Math.atan2(x, y)));
        loops.put(ExpressionOperation.HYPOT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> (float) Math.hypot(x, y)));
    }

    private static void inexact(Map<ExpressionOperation, Loop<float[]>> loops) {
        loops.put(ExpressionOperation.EXP, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.exp(x)));
        loops.put(ExpressionOperation.EXPM1, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.expm1(x)));
        loops.put(ExpressionOperation.LOG, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.log(x)));
        loops.put(ExpressionOperation.LOG10, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.log10(x)));
        loops.put(ExpressionOperation.LOG1P, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.log1p(x)));
        loops.put(ExpressionOperation.SIN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.sin(x)));
        loops.put(ExpressionOperation.COS, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.cos(x)));
        loops.put(ExpressionOperation.TAN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.tan(x)));
        loops.put(ExpressionOperation.ASIN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.asin(x)));
        loops.put(ExpressionOperation.ACOS, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.acos(x)));
        loops.put(ExpressionOperation.ATAN, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.atan(x)));
        loops.put(ExpressionOperation.SINH, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.sinh(x)));
        loops.put(ExpressionOperation.COSH, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.cosh(x)));
        loops.put(ExpressionOperation.TANH, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.tanh(x)));
        loops.put(ExpressionOperation.CBRT, (o, a, b, c, n) -> one(o, a, n, x -> (float) Math.cbrt(x)));
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
    public Loop<float[]> loop(ExpressionOperation operation) {
        Loop<float[]> loop = LOOPS.get(operation);
        if (loop == null) {
            throw new IllegalArgumentException(operation + " is not defined for floats");
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

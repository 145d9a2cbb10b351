package io.apium.gpu.expression;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Arithmetic on blocks of doubles, rounded as in Java. */
final class DoubleBlocks implements VectorLoops<double[]> {

    private static final Map<ExpressionOperation, Loop<double[]>> LOOPS = loops();

    private interface One {
        double of(double x);
    }

    private interface Two {
        double of(double x, double y);
    }

    // each operation has a lambda of its own around the loop, so that the loop is compiled with one function inlined
    private static Map<ExpressionOperation, Loop<double[]>> loops() {
        Map<ExpressionOperation, Loop<double[]>> loops = new EnumMap<>(ExpressionOperation.class);
        arithmetic(loops);
        truths(loops);
        functions(loops);
        inexact(loops);
        return loops;
    }

    private static void arithmetic(Map<ExpressionOperation, Loop<double[]>> loops) {
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
                (o, a, b, c, n) ->
                        two(o, a, b, n, (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y)));
        loops.put(
                ExpressionOperation.FMAX,
                (o, a, b, c, n) ->
                        two(o, a, b, n, (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y)));
    }

    private static void truths(Map<ExpressionOperation, Loop<double[]>> loops) {
        loops.put(ExpressionOperation.LESS, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x < y ? 1 : 0));
        loops.put(ExpressionOperation.LESS_OR_EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x <= y ? 1 : 0));
        loops.put(ExpressionOperation.EQUAL, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x == y ? 1 : 0));
        loops.put(ExpressionOperation.IS_NAN, (o, a, b, c, n) -> one(o, a, n, x -> Double.isNaN(x) ? 1 : 0));
        loops.put(ExpressionOperation.NOT, (o, a, b, c, n) -> one(o, a, n, x -> 1 - x));
        loops.put(ExpressionOperation.BOTH, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> x * y));
        loops.put(ExpressionOperation.EITHER, (o, a, b, c, n) -> two(o, a, b, n, Math::max));
        loops.put(ExpressionOperation.TRUTH_OF, (o, a, b, c, n) -> one(o, a, n, x -> x != 0 ? 1 : 0));
        loops.put(ExpressionOperation.NUMBER_OF, (o, a, b, c, n) -> one(o, a, n, x -> x));
        loops.put(ExpressionOperation.CHOOSE, DoubleBlocks::choose);
    }

    private static void functions(Map<ExpressionOperation, Loop<double[]>> loops) {
        loops.put(ExpressionOperation.SQRT, (o, a, b, c, n) -> one(o, a, n, x -> Math.sqrt(x)));
        loops.put(ExpressionOperation.FLOOR, (o, a, b, c, n) -> one(o, a, n, x -> Math.floor(x)));
        loops.put(ExpressionOperation.CEIL, (o, a, b, c, n) -> one(o, a, n, x -> Math.ceil(x)));
        loops.put(
                ExpressionOperation.TRUNC, (o, a, b, c, n) -> one(o, a, n, x -> x < 0 ? Math.ceil(x) : Math.floor(x)));
        loops.put(ExpressionOperation.RINT, (o, a, b, c, n) -> one(o, a, n, x -> Math.rint(x)));
        loops.put(ExpressionOperation.FMA, DoubleBlocks::fma);
        loops.put(ExpressionOperation.POW, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.pow(x, y)));
        loops.put(ExpressionOperation.ATAN2, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.atan2(x, y)));
        loops.put(ExpressionOperation.HYPOT, (o, a, b, c, n) -> two(o, a, b, n, (x, y) -> Math.hypot(x, y)));
    }

    private static void inexact(Map<ExpressionOperation, Loop<double[]>> loops) {
        loops.put(ExpressionOperation.EXP, (o, a, b, c, n) -> one(o, a, n, x -> Math.exp(x)));
        loops.put(ExpressionOperation.EXPM1, (o, a, b, c, n) -> one(o, a, n, x -> Math.expm1(x)));
        loops.put(ExpressionOperation.LOG, (o, a, b, c, n) -> one(o, a, n, x -> Math.log(x)));
        loops.put(ExpressionOperation.LOG10, (o, a, b, c, n) -> one(o, a, n, x -> Math.log10(x)));
        loops.put(ExpressionOperation.LOG1P, (o, a, b, c, n) -> one(o, a, n, x -> Math.log1p(x)));
        loops.put(ExpressionOperation.SIN, (o, a, b, c, n) -> one(o, a, n, x -> Math.sin(x)));
        loops.put(ExpressionOperation.COS, (o, a, b, c, n) -> one(o, a, n, x -> Math.cos(x)));
        loops.put(ExpressionOperation.TAN, (o, a, b, c, n) -> one(o, a, n, x -> Math.tan(x)));
        loops.put(ExpressionOperation.ASIN, (o, a, b, c, n) -> one(o, a, n, x -> Math.asin(x)));
        loops.put(ExpressionOperation.ACOS, (o, a, b, c, n) -> one(o, a, n, x -> Math.acos(x)));
        loops.put(ExpressionOperation.ATAN, (o, a, b, c, n) -> one(o, a, n, x -> Math.atan(x)));
        loops.put(ExpressionOperation.SINH, (o, a, b, c, n) -> one(o, a, n, x -> Math.sinh(x)));
        loops.put(ExpressionOperation.COSH, (o, a, b, c, n) -> one(o, a, n, x -> Math.cosh(x)));
        loops.put(ExpressionOperation.TANH, (o, a, b, c, n) -> one(o, a, n, x -> Math.tanh(x)));
        loops.put(ExpressionOperation.CBRT, (o, a, b, c, n) -> one(o, a, n, x -> Math.cbrt(x)));
    }

    private static void one(double[] out, double[] a, int length, One function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i]);
        }
    }

    private static void two(double[] out, double[] a, double[] b, int length, Two function) {
        for (int i = 0; i < length; i++) {
            out[i] = function.of(a[i], b[i]);
        }
    }

    private static void choose(double[] out, double[] a, double[] b, double[] c, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] != 0 ? b[i] : c[i];
        }
    }

    private static void fma(double[] out, double[] a, double[] b, double[] c, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Math.fma(a[i], b[i], c[i]);
        }
    }

    @Override
    public Loop<double[]> loop(ExpressionOperation operation) {
        Loop<double[]> loop = LOOPS.get(operation);
        if (loop == null) {
            throw new IllegalArgumentException(operation + " is not defined for doubles");
        }
        return loop;
    }

    @Override
    public double[] block(int length) {
        return new double[length];
    }

    @Override
    public void fill(double[] block, Number value) {
        Arrays.fill(block, value.doubleValue());
    }

    @Override
    public void read(ByteBuffer from, int at, double[] block, int length) {
        from.asDoubleBuffer().get(at, block, 0, length);
    }

    @Override
    public void write(double[] block, ByteBuffer to, int at, int length) {
        for (int i = 0; i < length; i++) {
            block[i] = Double.isNaN(block[i]) ? Double.NaN : block[i];
        }
        to.asDoubleBuffer().put(at, block, 0, length);
    }
}

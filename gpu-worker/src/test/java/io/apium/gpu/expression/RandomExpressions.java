package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Random expressions, each with its value, which is computed in another way: in doubles that are rounded after each
 * operation, or in whole numbers of any length that are truncated after each operation.
 */
public final class RandomExpressions {

    /** What every expression may name. */
    public static final List<String> NAMES = List.of("x", "y", "a");

    private final Random random;
    private final ElementType elementType;

    public RandomExpressions(long seed, ElementType elementType) {
        this.random = new Random(seed);
        this.elementType = elementType;
    }

    /** An expression and its value. The numbers are doubles or BigIntegers, in the order of the names. */
    public record Sample(String text, Function<List<Number>, Number> value) {}

    public Sample next() {
        return next(2 + random.nextInt(4));
    }

    private Sample next(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return elementType.isFloating() ? real(depth - 1) : whole(depth - 1);
    }

    private Sample leaf() {
        int which = random.nextInt(NAMES.size() + 1);
        if (which < NAMES.size()) {
            return new Sample(NAMES.get(which), values -> values.get(which));
        }
        if (elementType.isFloating()) {
            double value = random.nextInt(1 << 12) / 64.0;
            return new Sample(Double.toString(value), values -> value);
        }
        long value = random.nextInt(4) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(40);
        return new Sample(Long.toString(value), values -> BigInteger.valueOf(value));
    }

    private Sample real(int depth) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> reals("(%s + %s)", depth, (x, y) -> x + y);
            case 2 -> reals("(%s - %s)", depth, (x, y) -> x - y);
            case 3, 4 -> reals("(%s * %s)", depth, (x, y) -> x * y);
            case 5, 6 -> reals("(%s / %s)", depth, (x, y) -> x / y);
            case 7 -> reals("min(%s, %s)", depth, Math::min);
            case 8 -> reals("max(%s, %s)", depth, Math::max);
            case 9 -> reals("fmin(%s, %s)", depth, (x, y) -> x.isNaN() ? y : y.isNaN() ? x : Math.min(x, y));
            case 10 ->
                realFunction(
                        depth,
                        Map.entry("sqrt(%s)", Math::sqrt),
                        Map.entry("-%s", x -> -x),
                        Map.entry("fabs(%s)", Math::abs));
            case 11 ->
                realFunction(
                        depth,
                        Map.entry("floor(%s)", Math::floor),
                        Map.entry("ceil(%s)", Math::ceil),
                        Map.entry("rint(%s)", Math::rint));
            case 12 -> reals("(%s < %s)", depth, (x, y) -> x < y ? 1.0 : 0.0);
            case 13 -> reals("(%s != %s || isnan(x))", depth, null);
            case 14 -> choice(depth, value -> value.doubleValue() != 0);
            default ->
                realFunction(
                        depth,
                        Map.entry("trunc(%s)", x -> x < 0 ? Math.ceil(x) : Math.floor(x)),
                        Map.entry("!%s", x -> x == 0 ? 1.0 : 0.0));
        };
    }

    private Sample reals(String form, int depth, BinaryOperator<Double> operator) {
        Sample left = next(depth);
        Sample right = next(depth);
        return new Sample(form.formatted(left.text, right.text), values -> {
            double x = left.value.apply(values).doubleValue();
            double y = right.value.apply(values).doubleValue();
            if (operator == null) {
                return x != y || Double.isNaN(values.getFirst().doubleValue()) ? 1.0 : 0.0;
            }
            return rounded(operator.apply(x, y));
        });
    }

    @SafeVarargs
    private Sample realFunction(int depth, Map.Entry<String, UnaryOperator<Double>>... functions) {
        Map.Entry<String, UnaryOperator<Double>> function = functions[random.nextInt(functions.length)];
        Sample inner = next(depth);
        return new Sample(
                function.getKey().formatted("(" + inner.text + ")"),
                values -> rounded(
                        function.getValue().apply(inner.value.apply(values).doubleValue())));
    }

    /**
     * An operation on two floats gives the same result in doubles, rounded afterwards, as in floats: a double has more
     * than twice the digits of a float.
     */
    private Number rounded(double value) {
        return elementType == ElementType.F32 ? (double) (float) value : value;
    }

    private Sample whole(int depth) {
        return switch (random.nextInt(17)) {
            case 0, 1 -> wholes("(%s + %s)", depth, BigInteger::add);
            case 2, 3 -> wholes("(%s - %s)", depth, BigInteger::subtract);
            case 4, 5 -> wholes("(%s * %s)", depth, BigInteger::multiply);
            case 6 -> wholes("(%s / %s)", depth, (x, y) -> y.signum() == 0 ? y : x.divide(y));
            case 7 -> wholes("(%s %% %s)", depth, (x, y) -> y.signum() == 0 ? x : x.remainder(y));
            case 8 -> wholes("(%s & %s)", depth, BigInteger::and);
            case 9 -> wholes("(%s | %s)", depth, BigInteger::or);
            case 10 -> wholes("(%s ^ %s)", depth, BigInteger::xor);
            case 11 -> wholes("(%s << %s)", depth, (x, y) -> x.shiftLeft(masked(y)));
            case 12 -> wholes("(%s >> %s)", depth, (x, y) -> x.shiftRight(masked(y)));
            case 13 -> wholes("min(%s, %s)", depth, BigInteger::min);
            case 14 -> wholes("(%s >= %s)", depth, (x, y) -> x.compareTo(y) >= 0 ? BigInteger.ONE : BigInteger.ZERO);
            case 15 -> choice(depth, value -> ((BigInteger) value).signum() != 0);
            default -> wholeFunction(depth);
        };
    }

    private int masked(BigInteger by) {
        return by.intValue() & (elementType == ElementType.I64 ? 63 : 31);
    }

    private Sample wholes(String form, int depth, BinaryOperator<BigInteger> operator) {
        Sample left = next(depth);
        Sample right = next(depth);
        return new Sample(
                form.formatted(left.text, right.text),
                values -> cut(
                        operator.apply((BigInteger) left.value.apply(values), (BigInteger) right.value.apply(values))));
    }

    private Sample wholeFunction(int depth) {
        Sample inner = next(depth);
        return switch (random.nextInt(3)) {
            case 0 ->
                new Sample("~(" + inner.text + ")", values -> cut(((BigInteger) inner.value.apply(values)).not()));
            case 1 ->
                new Sample("-(" + inner.text + ")", values -> cut(((BigInteger) inner.value.apply(values)).negate()));
            default ->
                new Sample("abs(" + inner.text + ")", values -> cut(((BigInteger) inner.value.apply(values)).abs()));
        };
    }

    private Sample choice(int depth, Function<Number, Boolean> truth) {
        Sample condition = next(depth);
        Sample yes = next(depth);
        Sample no = next(depth);
        return new Sample(
                "(%s ? %s : %s)".formatted(condition.text, yes.text, no.text),
                values -> (truth.apply(condition.value.apply(values)) ? yes : no).value.apply(values));
    }

    private BigInteger cut(BigInteger value) {
        return switch (elementType) {
            case I64 -> BigInteger.valueOf(value.longValue());
            case U32 -> BigInteger.valueOf(Integer.toUnsignedLong(value.intValue()));
            default -> BigInteger.valueOf(value.intValue());
        };
    }
}

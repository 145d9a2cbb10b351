package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values for the names of {@link RandomExpressions}, the awkward ones among them. */
public final class RandomInputs {

    /** No multiple of anything. */
    public static final int LENGTH = 131;

    private final ElementType elementType;
    private final NumericArray x;
    private final NumericArray y;
    private final NumericArray a;

    public RandomInputs(long seed, ElementType elementType) {
        Random random = new Random(seed);
        this.elementType = elementType;
        this.x = values(random, LENGTH);
        this.y = values(random, LENGTH);
        this.a = new NumericArray(elementType, List.of(), values(random, 1).bytes());
    }

    public Map<String, NumericArray> arrays() {
        return Map.of("x", x, "y", y);
    }

    public NumericArray a() {
        return a;
    }

    void into(ExpressionInterpreter<?> interpreter) {
        interpreter.read(0, x.bytes(), 0, LENGTH);
        interpreter.read(1, y.bytes(), 0, LENGTH);
        interpreter.fill(2, a.get(0));
    }

    private NumericArray values(Random random, int length) {
        ByteBuffer content = NumericArray.room(length * elementType.bytes());
        for (int i = 0; i < length; i++) {
            switch (elementType) {
                case F32 -> content.putFloat(i * 4, (float) real(random));
                case F64 -> content.putDouble(i * 8, real(random));
                case I32, U32 -> content.putInt(i * 4, (int) whole(random, Integer.MIN_VALUE));
                case I64 -> content.putLong(i * 8, whole(random, Long.MIN_VALUE));
                case U8 -> content.put(i, (byte) random.nextInt());
            }
        }
        return new NumericArray(elementType, List.of(length), content);
    }

    private static double real(Random random) {
        double[] awkward = {0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, 1e-40};
        return switch (random.nextInt(4)) {
            case 0 -> awkward[random.nextInt(awkward.length)] * (random.nextBoolean() ? 1 : -1);
            case 1 -> random.nextInt(20) - 10;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4.0);
        };
    }

    private static long whole(Random random, long least) {
        return switch (random.nextInt(4)) {
            case 0 -> new long[] {0, 1, -1, least, least + 1, ~least}[random.nextInt(6)];
            case 1 -> random.nextInt(80) - 40;
            default -> random.nextLong();
        };
    }

    NumericArray expected(RandomExpressions.Sample sample) {
        ByteBuffer content = NumericArray.room(LENGTH * elementType.bytes());
        for (int i = 0; i < LENGTH; i++) {
            List<Number> values = new ArrayList<>();
            for (Number value : List.of(x.get(i), y.get(i), a.get(0))) {
                values.add(elementType.isFloating() ? value.doubleValue() : BigInteger.valueOf(value.longValue()));
            }
            Number value = sample.value().apply(values);
            NumericArray one = NumericArray.number(elementType, Double.isNaN(value.doubleValue()) ? Double.NaN : value);
            content.put(i * elementType.bytes(), one.bytes(), 0, elementType.bytes());
        }
        return new NumericArray(elementType, List.of(LENGTH), content);
    }
}

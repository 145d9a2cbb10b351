package io.apium.gpu.expression;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
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

    private final Dtype dtype;
    private final Array x;
    private final Array y;
    private final Array a;

    public RandomInputs(long seed, Dtype dtype) {
        Random random = new Random(seed);
        this.dtype = dtype;
        this.x = values(random, LENGTH);
        this.y = values(random, LENGTH);
        this.a = new Array(dtype, List.of(), values(random, 1).bytes());
    }

    public Map<String, Array> arrays() {
        return Map.of("x", x, "y", y);
    }

    public Array a() {
        return a;
    }

    void into(Machine<?> machine) {
        machine.read(0, x.bytes(), 0, LENGTH);
        machine.read(1, y.bytes(), 0, LENGTH);
        machine.fill(2, a.get(0));
    }

    private Array values(Random random, int length) {
        ByteBuffer content = Array.room(length * dtype.bytes());
        for (int i = 0; i < length; i++) {
            switch (dtype) {
                case F32 -> content.putFloat(i * 4, (float) real(random));
                case F64 -> content.putDouble(i * 8, real(random));
                case I32, U32 -> content.putInt(i * 4, (int) whole(random, Integer.MIN_VALUE));
                case I64 -> content.putLong(i * 8, whole(random, Long.MIN_VALUE));
                case U8 -> content.put(i, (byte) random.nextInt());
            }
        }
        return new Array(dtype, List.of(length), content);
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

    Array expected(RandomExpressions.Sample sample) {
        ByteBuffer content = Array.room(LENGTH * dtype.bytes());
        for (int i = 0; i < LENGTH; i++) {
            List<Number> values = new ArrayList<>();
            for (Number value : List.of(x.get(i), y.get(i), a.get(0))) {
                values.add(dtype.isFloating() ? value.doubleValue() : BigInteger.valueOf(value.longValue()));
            }
            Number value = sample.value().apply(values);
            Array one = Array.number(dtype, Double.isNaN(value.doubleValue()) ? Double.NaN : value);
            content.put(i * dtype.bytes(), one.bytes(), 0, dtype.bytes());
        }
        return new Array(dtype, List.of(LENGTH), content);
    }
}

package io.apium.adapter.celery;

import io.apium.bound.MessageBounds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of JSON of every shape. */
final class Shapes {

    private static final int DIGITS = MessageBounds.NUMBER.intMax();
    private static final int NESTING = MessageBounds.NESTING.intMax();
    private static final int KEY = MessageBounds.KEY.intMax();

    private Shapes() {}

    static List<Object> atTheirBounds() {
        BigInteger longest = BigInteger.TEN.pow(DIGITS).subtract(BigInteger.ONE);
        return List.of(
                longest,
                longest.negate(),
                new BigDecimal(longest, DIGITS),
                new BigDecimal("9.99e10000"),
                new BigDecimal("-1e-10000"),
                new BigDecimal("12345678901234567890.5"),
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                -0.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Map.of("k".repeat(KEY), 1),
                Map.of("漢".repeat(KEY), List.of()),
                "x".repeat(5_000_000),
                nested(NESTING));
    }

    static Object nested(int levels) {
        Object value = 1;
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }

    static @Nullable Object random(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 7 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong() | 1L << 40;
            case 4 -> new BigInteger(70 + random.nextInt(3_000), random).setBit(69);
            case 5 ->
                random.nextBoolean()
                        ? (Object) random.nextDouble()
                        : new BigDecimal("1e" + (400 + random.nextInt(9_000)));
            case 6 -> text(random);
            case 7, 8 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(random(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(text(random), random(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '"' : point);
        }
        return text.toString();
    }
}

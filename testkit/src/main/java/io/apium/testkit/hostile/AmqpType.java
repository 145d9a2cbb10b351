package io.apium.testkit.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The types of a field table's values: the errata of AMQP 0-9-1, as RabbitMQ reads them and passes them on. */
public enum AmqpType {
    BOOLEAN('t'),
    BYTE('b'),
    UNSIGNED_BYTE('B'),
    SHORT('s'),
    UNSIGNED_SHORT('u'),
    INT('I'),
    UNSIGNED_INT('i'),
    LONG('l'),
    UNSIGNED_LONG('L'),
    FLOAT('f'),
    DOUBLE('d'),
    DECIMAL('D'),
    TEXT('S'),
    ARRAY('A'),
    TIMESTAMP('T'),
    TABLE('F'),
    VOID('V'),
    BYTES('x');

    private static final int LEVELS_MAX = 3;

    private final char code;

    AmqpType(char code) {
        this.code = code;
    }

    public char code() {
        return code;
    }

    /** Any value of this type, most often one at the end of what it can be. Lists and tables have values of every type. */
    public AmqpField field(SplittableRandom random) {
        return field(random, 0);
    }

    private AmqpField field(SplittableRandom random, int level) {
        return switch (this) {
            case BOOLEAN, BYTE, UNSIGNED_BYTE -> of(new AmqpBytes().octet((int) RandomPick.edge(random)));
            case SHORT, UNSIGNED_SHORT -> of(new AmqpBytes().shortInt((int) RandomPick.edge(random)));
            case INT, UNSIGNED_INT -> of(new AmqpBytes().longInt((int) RandomPick.edge(random)));
            case LONG, UNSIGNED_LONG, TIMESTAMP -> of(new AmqpBytes().longLong(RandomPick.edge(random)));
            case FLOAT ->
                of(new AmqpBytes().longInt(Float.floatToIntBits((float)
                        Math.clamp(real(random), -Float.MAX_VALUE, Float.MAX_VALUE))));
            case DOUBLE -> AmqpField.real(real(random));
            case DECIMAL -> of(new AmqpBytes().octet(random.nextInt(256)).longInt((int) RandomPick.edge(random)));
            case TEXT -> AmqpField.text(text(random));
            case BYTES -> of(new AmqpBytes().longString(text(random).getBytes(StandardCharsets.UTF_16)));
            case ARRAY -> AmqpField.array(all(random, level));
            case TABLE -> AmqpField.table(table(random, level));
            case VOID -> AmqpField.nothing();
        };
    }

    private AmqpField of(AmqpBytes value) {
        return AmqpField.of(code, value);
    }

    /** RabbitMQ, which cannot say them, closes a connection that sends infinity or NaN. */
    private static double real(SplittableRandom random) {
        return RandomPick.one(random, 0.0, -0.0, 0.1, -1.5, 1e300, -1e300, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    private static String text(SplittableRandom random) {
        return RandomPick.one(
                random, "", "0", "null", "soon", "\u0000\u001b[2J", "漢".repeat(200), "-1", "[]", "{}", "1e999");
    }

    private static List<AmqpField> all(SplittableRandom random, int level) {
        return IntStream.range(0, level == LEVELS_MAX ? 0 : values().length)
                .mapToObj(i -> values()[i].field(random, random.nextInt(level + 1, LEVELS_MAX + 1)))
                .toList();
    }

    private static AmqpTable table(SplittableRandom random, int level) {
        AmqpTable table = AmqpTable.EMPTY;
        for (AmqpField field : all(random, level)) {
            table = table.with("field " + field.code(), field);
        }
        return table;
    }
}

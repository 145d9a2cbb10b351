package io.apium.testkit.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A value of a field table: the code of its type, and its bytes. */
public final class AmqpField {

    private final char code;
    private final byte[] value;

    private AmqpField(char code, byte[] value) {
        this.code = code;
        this.value = value.clone();
    }

    static AmqpField of(char code, AmqpBytes value) {
        return new AmqpField(code, value.bytes());
    }

    public static AmqpField text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Text that need not be text. */
    public static AmqpField text(byte[] utf8) {
        return of('S', new AmqpBytes().longString(utf8));
    }

    /** As Python's client writes an integer of more than 32 bits. */
    public static AmqpField longLong(long number) {
        return of('L', new AmqpBytes().longLong(number));
    }

    public static AmqpField integer(int number) {
        return of('I', new AmqpBytes().longInt(number));
    }

    public static AmqpField real(double number) {
        return of('d', new AmqpBytes().longLong(Double.doubleToLongBits(number)));
    }

    public static AmqpField nothing() {
        return of('V', new AmqpBytes());
    }

    public static AmqpField truth(boolean value) {
        return of('t', new AmqpBytes().octet(value ? 1 : 0));
    }

    public static AmqpField array(List<AmqpField> items) {
        AmqpBytes all = new AmqpBytes();
        items.forEach(item -> item.write(all));
        return of('A', new AmqpBytes().longString(all.bytes()));
    }

    public static AmqpField table(AmqpTable table) {
        return of('F', new AmqpBytes().raw(table.bytes()));
    }

    public char code() {
        return code;
    }

    Optional<String> asText() {
        return code == 'S'
                ? Optional.of(new String(value, Integer.BYTES, value.length - Integer.BYTES, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    void write(AmqpBytes out) {
        out.octet(code).raw(value);
    }
}

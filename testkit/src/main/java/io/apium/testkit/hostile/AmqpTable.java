package io.apium.testkit.hostile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A field table of AMQP 0-9-1 with values of every type, as bytes. */
public final class AmqpTable {

    public static final AmqpTable EMPTY = new AmqpTable(Map.of());

    private final Map<String, AmqpField> fields;

    private AmqpTable(Map<String, AmqpField> fields) {
        this.fields = fields;
    }

    /** This table with one field more, or with another value for it. */
    public AmqpTable with(String name, AmqpField value) {
        return with(Map.of(name, value));
    }

    public AmqpTable with(Map<String, AmqpField> others) {
        Map<String, AmqpField> more = new LinkedHashMap<>(fields);
        more.putAll(others);
        return new AmqpTable(more);
    }

    public AmqpTable with(String name, String text) {
        return with(name, AmqpField.text(text));
    }

    /** The value of that name, where it is a text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).flatMap(AmqpField::asText);
    }

    /** With the length in front. */
    public byte[] bytes() {
        AmqpBytes all = new AmqpBytes();
        fields.forEach((name, value) -> value.write(all.shortString(name)));
        return new AmqpBytes().longString(all.bytes()).bytes();
    }
}

package io.apium.worker.control;

import io.apium.bound.PlainText;
import io.apium.worker.ProvidedPool;
import io.apium.worker.bound.WorkerBounds;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The arguments of a control command, which are not trusted: a value of the wrong type is rejected with its name. */
record ControlArguments(Map<String, @Nullable Object> values) {

    private static final int TEXT_LENGTH_MAX = WorkerBounds.ORDER_TEXT.intMax();

    /** @param otherwise the value where it is not given */
    int number(String name, int otherwise) {
        Object value = values.get(name);
        return switch (value) {
            case null -> otherwise;
            case Integer number when number >= 0 && number <= ProvidedPool.SLOTS_MAX -> number;
            default -> throw wrong(name, "is a whole number up to " + ProvidedPool.SLOTS_MAX, value);
        };
    }

    @Nullable
    Double seconds(String name) {
        Object value = values.get(name);
        return switch (value) {
            case null -> null;
            case Number number -> number.doubleValue();
            default -> throw wrong(name, "is a number of seconds", value);
        };
    }

    @Nullable
    String text(String name) {
        Object value = values.get(name);
        return switch (value) {
            case null -> null;
            case String text when text.length() <= TEXT_LENGTH_MAX -> text;
            default -> throw wrong(name, "is a text of up to " + TEXT_LENGTH_MAX + " characters", value);
        };
    }

    /** Empty where it is not given. */
    String textOrNumber(String name) {
        Object value = values.get(name);
        String text = value instanceof Number number ? number.toString() : text(name);
        return text == null ? "" : text;
    }

    /** True in Python's or JSON's forms. */
    boolean isSet(String name) {
        return Stream.of(true, 1, "1", "true", "True").anyMatch(yes -> yes.equals(values.get(name)));
    }

    private static IllegalArgumentException wrong(String name, String rule, Object value) {
        return new IllegalArgumentException(name + " " + rule + ", got: " + PlainText.shown(value));
    }
}

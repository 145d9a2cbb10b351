package io.apium.adapter.celery;

import io.apium.bound.JsonNumber;
import io.apium.bound.MessageBounds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Builds plain values from JSON: null, Boolean, Number, String, List and Map. No number loses a digit. Not recursive,
 * so the depth of JSON is not limited by the stack.
 */
public final class JsonTree {

    private final JsonParser parser;
    private final boolean isFromOutside;
    private final Deque<Object> open = new ArrayDeque<>();
    private long values;

    private JsonTree(JsonParser parser, boolean isFromOutside) {
        this.parser = parser;
        this.isFromOutside = isFromOutside;
    }

    /**
     * The value at the parser's current token; afterwards the parser is at the value's end.
     *
     * @param isFromOutside whether the sizes of numbers and the number of values are limited
     * @throws IllegalArgumentException when a limit is exceeded
     */
    static @Nullable public Object read(JsonParser parser, boolean isFromOutside) {
        return new JsonTree(parser, isFromOutside).read();
    }

    private @Nullable Object read() {
        JsonToken token = parser.currentToken();
        while (true) {
            count(token);
            Object value = null;
            switch (token) {
                case START_ARRAY -> open.push(new ArrayList<@Nullable Object>());
                case START_OBJECT -> open.push(new LinkedHashMap<String, @Nullable Object>());
                case END_ARRAY, END_OBJECT -> value = open.pop();
                case PROPERTY_NAME -> {}
                default -> value = scalar(token);
            }
            boolean isComplete = token.isScalarValue() || token.isStructEnd();
            if (isComplete && open.isEmpty()) {
                return value;
            }
            if (isComplete) {
                add(value);
            }
            token = parser.nextToken();
        }
    }

    private void count(JsonToken token) {
        if (isFromOutside && (token.isScalarValue() || token.isStructStart())) {
            MessageBounds.MESSAGE_VALUES.check(++values);
        }
    }

    /**
     * Adds the value to the innermost open container; a name belongs to that container again when its value has ended.
     */
    @SuppressWarnings("unchecked") // nothing else is put there
    private void add(@Nullable Object value) {
        Object container = open.element();
        if (container instanceof List<?> list) {
            ((List<@Nullable Object>) list).add(value);
        } else {
            ((Map<String, @Nullable Object>) container).put(parser.currentName(), value);
        }
    }

    private @Nullable Object scalar(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> parser.isNaN() ? (Number) parser.getDoubleValue() : decimal(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Number whole(Number number) {
        return isFromOutside ? JsonNumber.checked(number) : number;
    }

    private Number decimal(String text) {
        return isFromOutside ? JsonNumber.boundedDecimal(text) : JsonNumber.decimal(text);
    }
}

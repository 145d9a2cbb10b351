package io.apium.api.json;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.error.FieldError;
import io.apium.bound.Bound;
import io.apium.bound.PlainText;
import io.apium.task.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in the JSON of a request. An error is recorded and reading continues, with null for the unreadable value;
 * {@link #refuseMistakes()} reports all errors.
 */
public final class JsonCursor {

    private static final int MISTAKES_MAX = 100;

    private final JsonNode node;
    private final String pointer;
    private final List<FieldError> errors;

    private JsonCursor(JsonNode node, String pointer, List<FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    public static JsonCursor root(JsonNode node) {
        return new JsonCursor(node, "", new ArrayList<>());
    }

    /** @throws ApiException when an error was recorded here or elsewhere in the request */
    public void refuseMistakes() {
        if (!errors.isEmpty()) {
            throw new ApiException(new ApiError.Invalid(List.copyOf(errors)));
        }
    }

    public void wrong(String detail) {
        if (errors.size() < MISTAKES_MAX) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    /** Whether an error was recorded here or elsewhere in the request. */
    public boolean hasMistakes() {
        return !errors.isEmpty();
    }

    /** Records an error at a field, which may be missing. */
    public void wrong(String field, String detail) {
        at(node, field).wrong(detail);
    }

    /** Records an error for a value that is not an object, and for each unknown field, which is usually misspelt. */
    public boolean isObjectOf(Set<String> known) {
        if (!node.isObject()) {
            wrong("must be an object, got: " + kind());
            return false;
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                at(node, name).wrong("is an unknown field; must be one of " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return true;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** The values in a field: the elements of a list, or else the one value; none if the field is missing. */
    public List<JsonCursor> inside(String name) {
        JsonCursor cursor = field(name);
        return cursor == null ? List.of() : cursor.elementsOrOne();
    }

    /** The JSON text of an existing field. */
    public JsonText json(String name) {
        return new JsonText(new String(ApiJson.write(node.get(name)), StandardCharsets.UTF_8));
    }

    /**
     * The fields of an object by name, in their order; for any other value an error is recorded and the result is
     * empty.
     */
    public Map<String, JsonCursor> fields() {
        Map<String, JsonCursor> fields = new LinkedHashMap<>();
        if (!node.isObject()) {
            wrong("must be an object, got: " + kind());
        }
        node.properties().forEach(field -> fields.put(field.getKey(), at(field.getValue(), field.getKey())));
        return fields;
    }

    /** A field, or null when it is missing or null. */
    public @Nullable JsonCursor field(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull() ? null : at(child, name);
    }

    /** The value that {@code read} returns for a field, or null when the field is missing. */
    public <T> @Nullable T field(String name, Function<JsonCursor, @Nullable T> read) {
        JsonCursor cursor = field(name);
        return cursor == null ? null : read.apply(cursor);
    }

    /** A required field; when it is missing, an error is recorded and the result is null. */
    public @Nullable JsonCursor required(String name) {
        JsonCursor cursor = field(name);
        if (cursor == null) {
            at(node, name).wrong("is missing");
        }
        return cursor;
    }

    /** The elements of a list; for any other value an error is recorded and the result is empty. */
    public List<JsonCursor> elements() {
        if (!node.isArray()) {
            wrong("must be a list, got: " + kind());
            return List.of();
        }
        List<JsonCursor> elements = new ArrayList<>(node.size());
        int index = 0;
        for (JsonNode element : node) {
            elements.add(at(element, Integer.toString(index++)));
        }
        return elements;
    }

    /** As {@link #elements()}, but an empty list is an error, too. */
    public List<JsonCursor> atLeastOneElement() {
        if (node.isArray() && node.isEmpty()) {
            wrong("must have at least one element");
        }
        return elements();
    }

    /** The elements of a list. Any other value counts as a list of one. */
    public List<JsonCursor> elementsOrOne() {
        return node.isArray() ? elements() : List.of(this);
    }

    /** Text without control characters that is not blank. */
    public @Nullable String text(Bound bound) {
        if (!node.isString()) {
            wrong("must be a string, got: " + kind());
            return null;
        }
        try {
            return PlainText.check(bound, node.stringValue());
        } catch (IllegalArgumentException malformed) {
            wrong("is invalid: " + malformed.getMessage());
            return null;
        }
    }

    /** The one of {@code choices} with this name; {@code name} returns the name of a choice. */
    public <T> @Nullable T oneOf(T[] choices, Function<T, String> name) {
        List<String> names = new ArrayList<>();
        for (T choice : choices) {
            names.add(name.apply(choice));
            if (node.isString() && node.stringValue().equals(names.getLast())) {
                return choice;
            }
        }
        wrong("must be one of " + String.join(", ", names) + ", got: "
                + (node.isString() ? PlainText.shown(node.stringValue()) : kind()));
        return null;
    }

    public @Nullable Integer number(int min, int max) {
        if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= min && node.intValue() <= max) {
            return node.intValue();
        }
        wrong("must be a whole number from " + min + " to " + max + ", got: " + shown());
        return null;
    }

    public boolean isList() {
        return node.isArray();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isNumber() {
        return node.isNumber();
    }

    public @Nullable BigDecimal decimal() {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        wrong("must be a number, got: " + kind());
        return null;
    }

    public @Nullable Boolean truth() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        wrong("must be true or false, got: " + kind());
        return null;
    }

    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        elements().forEach(element -> values.add(ApiJson.value(element.node)));
        return values;
    }

    /** The fields of an object as plain values; for any other value an error is recorded and the result is empty. */
    public Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (!node.isObject()) {
            wrong("must be an object, got: " + kind());
            return values;
        }
        node.properties().forEach(field -> values.put(field.getKey(), ApiJson.value(field.getValue())));
        return values;
    }

    private JsonCursor at(JsonNode child, String name) {
        return new JsonCursor(child, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), errors);
    }

    private String kind() {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private String shown() {
        return node.isNumber() ? node.asString() : kind();
    }
}

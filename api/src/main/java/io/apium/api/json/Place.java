package io.apium.api.json;

import io.apium.api.problem.ApiException;
import io.apium.api.problem.Mistake;
import io.apium.api.problem.Refusal;
import io.apium.bound.Bound;
import io.apium.bound.PlainText;
import io.apium.task.Payload;
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
 * A place in a request's JSON. What is wrong there is noted and reading goes on, with null for what could not be read;
 * {@link #refuseMistakes()} ends it.
 */
public final class Place {

    private static final int MISTAKES_MAX = 100;

    private final JsonNode node;
    private final String pointer;
    private final List<Mistake> mistakes;

    private Place(JsonNode node, String pointer, List<Mistake> mistakes) {
        this.node = node;
        this.pointer = pointer;
        this.mistakes = mistakes;
    }

    public static Place root(JsonNode node) {
        return new Place(node, "", new ArrayList<>());
    }

    /** @throws ApiException when anything was wrong here or at another place of the same request */
    public void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            throw new ApiException(new Refusal.Invalid(List.copyOf(mistakes)));
        }
    }

    public void wrong(String detail) {
        if (mistakes.size() < MISTAKES_MAX) {
            mistakes.add(new Mistake(pointer, detail));
        }
    }

    /** Whether anything was wrong here or at another place of the same request, so far. */
    public boolean hasMistakes() {
        return !mistakes.isEmpty();
    }

    /** Notes it at a field, which need not be there. */
    public void wrong(String field, String detail) {
        at(node, field).wrong(detail);
    }

    /** Notes what is not an object, and each field that is not known, which is most often misspelt. */
    public boolean isObjectOf(Set<String> known) {
        if (!node.isObject()) {
            wrong("is an object, got: " + kind());
            return false;
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                at(node, name).wrong("is not known; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return true;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** What stands in a field, if anything: the elements of a list, or else the one thing. */
    public List<Place> inside(String name) {
        Place place = field(name);
        return place == null ? List.of() : place.elementsOrOne();
    }

    /** A field that is there, as it is written. */
    public Payload json(String name) {
        return new Payload(new String(Json.write(node.get(name)), StandardCharsets.UTF_8));
    }

    /** The fields of an object by their names, as they are written; none, and a mistake, where it is not an object. */
    public Map<String, Place> fields() {
        Map<String, Place> fields = new LinkedHashMap<>();
        if (!node.isObject()) {
            wrong("is an object, got: " + kind());
        }
        node.properties().forEach(field -> fields.put(field.getKey(), at(field.getValue(), field.getKey())));
        return fields;
    }

    /** A field, or null where it is missing or null. */
    public @Nullable Place field(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull() ? null : at(child, name);
    }

    /** What {@code read} makes of a field, or null where it is missing. */
    public <T> @Nullable T field(String name, Function<Place, @Nullable T> read) {
        Place place = field(name);
        return place == null ? null : read.apply(place);
    }

    /** A field that must be there. */
    public @Nullable Place required(String name) {
        Place place = field(name);
        if (place == null) {
            at(node, name).wrong("is missing");
        }
        return place;
    }

    /** The elements of a list; none, and a mistake, where it is not a list. */
    public List<Place> elements() {
        if (!node.isArray()) {
            wrong("is a list, got: " + kind());
            return List.of();
        }
        List<Place> elements = new ArrayList<>(node.size());
        int index = 0;
        for (JsonNode element : node) {
            elements.add(at(element, Integer.toString(index++)));
        }
        return elements;
    }

    /** The same, where an empty list is a mistake too. */
    public List<Place> atLeastOneElement() {
        if (node.isArray() && node.isEmpty()) {
            wrong("has at least one element");
        }
        return elements();
    }

    /** The elements of a list, or the one thing that stands where a list of one would do. */
    public List<Place> elementsOrOne() {
        return node.isArray() ? elements() : List.of(this);
    }

    /** Text without control characters that is not blank. */
    public @Nullable String text(Bound bound) {
        if (!node.isString()) {
            wrong("is a string, got: " + kind());
            return null;
        }
        try {
            return PlainText.check(bound, node.stringValue());
        } catch (IllegalArgumentException malformed) {
            wrong("is wrong: " + malformed.getMessage());
            return null;
        }
    }

    /** One of {@code choices}, by the name that {@code name} gives it. */
    public <T> @Nullable T oneOf(T[] choices, Function<T, String> name) {
        List<String> names = new ArrayList<>();
        for (T choice : choices) {
            names.add(name.apply(choice));
            if (node.isString() && node.stringValue().equals(names.getLast())) {
                return choice;
            }
        }
        wrong("is one of " + String.join(", ", names) + ", got: "
                + (node.isString() ? PlainText.shown(node.stringValue()) : kind()));
        return null;
    }

    public @Nullable Integer number(int min, int max) {
        if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= min && node.intValue() <= max) {
            return node.intValue();
        }
        wrong("is a whole number from " + min + " to " + max + ", got: " + shown());
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
        wrong("is a number, got: " + kind());
        return null;
    }

    public @Nullable Boolean truth() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        wrong("is true or false, got: " + kind());
        return null;
    }

    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        elements().forEach(element -> values.add(Json.value(element.node)));
        return values;
    }

    /** The fields of an object as plain values; none, and a mistake, where it is not an object. */
    public Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (!node.isObject()) {
            wrong("is an object, got: " + kind());
            return values;
        }
        node.properties().forEach(field -> values.put(field.getKey(), Json.value(field.getValue())));
        return values;
    }

    private Place at(JsonNode child, String name) {
        return new Place(child, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), mistakes);
    }

    private String kind() {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private String shown() {
        return node.isNumber() ? node.asString() : kind();
    }
}

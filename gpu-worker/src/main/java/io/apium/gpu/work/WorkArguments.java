package io.apium.gpu.work;

import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.InvalidArrayException;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.store.BlobGoneException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The named arguments of a task. A null value counts as absent. An invalid argument is an {@link
 * InvalidArgumentException} with its name.
 *
 * @param values as read from JSON: numbers, texts, lists and maps
 * @param reader reads arrays
 */
public record WorkArguments(Map<String, @Nullable Object> values, ArrayReader reader) {

    private static final int NAMED_MAX = GpuBounds.ELEMENTWISE_OPERANDS.intMax();
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,31}");

    public WorkArguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @param parameters the allowed names, in the order of positional arguments */
    public static WorkArguments of(
            List<? extends @Nullable Object> args,
            Map<String, ? extends @Nullable Object> kwargs,
            List<String> parameters,
            ArrayReader reader)
            throws InvalidArgumentException {
        if (args.size() > parameters.size()) {
            throw new InvalidArgumentException(
                    "args",
                    "must have at most " + parameters.size() + " positional values, " + String.join(", ", parameters)
                            + "; got: " + args.size());
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            values.put(parameters.get(i), args.get(i));
        }
        for (Map.Entry<String, ? extends @Nullable Object> entry : kwargs.entrySet()) {
            String name = entry.getKey();
            if (!parameters.contains(name)) {
                throw new InvalidArgumentException(name, "is unknown; allowed are " + String.join(", ", parameters));
            }
            if (values.containsKey(name)) {
                throw new InvalidArgumentException(name, "is given twice, by name and by position");
            }
            values.put(name, entry.getValue());
        }
        return new WorkArguments(values, reader);
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    private Object required(String name) throws InvalidArgumentException {
        Object value = values.get(name);
        if (value == null) {
            throw new InvalidArgumentException(name, "is required");
        }
        return value;
    }

    public String text(String name) throws InvalidArgumentException {
        if (required(name) instanceof String text) {
            return text;
        }
        throw new InvalidArgumentException(name, "must be a text, got: " + shown(name));
    }

    /** One of several values, matched by {@code toString}; {@code fallback} if absent. */
    public <T> T choice(String name, List<T> choices, T fallback) throws InvalidArgumentException {
        if (!has(name)) {
            return fallback;
        }
        for (T choice : choices) {
            if (choice.toString().equals(values.get(name))) {
                return choice;
            }
        }
        String names = choices.stream().map(Object::toString).collect(Collectors.joining(", "));
        throw new InvalidArgumentException(name, "must be one of " + names + ", got: " + shown(name));
    }

    public boolean flag(String name, boolean fallback) throws InvalidArgumentException {
        if (!has(name)) {
            return fallback;
        }
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new InvalidArgumentException(name, "must be true or false, got: " + shown(name));
    }

    public long whole(String name, long least, long most, long fallback) throws InvalidArgumentException {
        return has(name) ? whole(name, least, most) : fallback;
    }

    public long whole(String name, long least, long most) throws InvalidArgumentException {
        long value = number(name, ElementType.I64).get(0).longValue();
        if (value < least || value > most) {
            throw new InvalidArgumentException(name, "must be " + least + " to " + most + ", got: " + value);
        }
        return value;
    }

    /** A finite number. */
    public double real(String name, double fallback) throws InvalidArgumentException {
        return has(name) ? number(name, ElementType.F64).get(0).doubleValue() : fallback;
    }

    /** The argument {@code dtype}; by default the first of {@code allowed}. */
    public ElementType dtype(ElementType... allowed) throws InvalidArgumentException {
        return choice("dtype", Arrays.asList(allowed), allowed[0]);
    }

    /** A single number of the type, which has no dimensions. */
    public NumericArray number(String name, ElementType elementType) throws InvalidArgumentException {
        try {
            return ArrayReader.number(required(name), elementType);
        } catch (InvalidArrayException e) {
            throw new InvalidArgumentException(name, String.valueOf(e.getMessage()));
        }
    }

    public NumericArray array(String name, ElementType elementType) throws InvalidArgumentException, BlobGoneException {
        return read(name, required(name), elementType);
    }

    private NumericArray read(String name, @Nullable Object value, ElementType elementType)
            throws InvalidArgumentException, BlobGoneException {
        try {
            return reader.read(value, elementType);
        } catch (InvalidArrayException e) {
            throw new InvalidArgumentException(name, String.valueOf(e.getMessage()));
        }
    }

    /** Arrays by name; empty if absent. */
    public Map<String, NumericArray> arrays(String name, ElementType elementType)
            throws InvalidArgumentException, BlobGoneException {
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : named(name).entrySet()) {
            String path = name + "." + entry.getKey();
            arrays.put(entry.getKey(), read(path, entry.getValue(), elementType));
        }
        return arrays;
    }

    /** Numbers by name; empty if absent. */
    public Map<String, NumericArray> numbers(String name, ElementType elementType) throws InvalidArgumentException {
        Map<String, NumericArray> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : named(name).entrySet()) {
            String path = name + "." + entry.getKey();
            numbers.put(
                    entry.getKey(),
                    new WorkArguments(Collections.singletonMap(path, entry.getValue()), reader)
                            .number(path, elementType));
        }
        return numbers;
    }

    private Map<String, @Nullable Object> named(String name) throws InvalidArgumentException {
        if (!has(name)) {
            return Map.of();
        }
        if (!(values.get(name) instanceof Map<?, ?> map) || map.size() > NAMED_MAX) {
            throw new InvalidArgumentException(
                    name, "must be an object with at most " + NAMED_MAX + " members, got: " + shown(name));
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!NAME.matcher(key).matches()) {
                throw new InvalidArgumentException(
                        name, "must have names of 1 to 32 characters a-z, A-Z, 0-9 and _, got: '" + key + "'");
            }
            named.put(key, entry.getValue());
        }
        return named;
    }

    private String shown(String name) {
        String text = String.valueOf(values.get(name));
        return text.length() > 50 ? text.substring(0, 50) + "…" : text;
    }

    /** A text; empty if absent. */
    public Optional<String> maybeText(String name) throws InvalidArgumentException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }
}

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
 * The arguments of a task, by name. One that is null is one that is not given. Whatever is wrong with one is a
 * {@link InvalidArgumentException} with its name.
 *
 * @param values as they came from JSON, with numbers, texts, lists and maps
 * @param reader makes arrays of them
 */
public record WorkArguments(Map<String, @Nullable Object> values, ArrayReader reader) {

    private static final int NAMED_MAX = GpuBounds.ELEMENTWISE_OPERANDS.intMax();
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,31}");

    public WorkArguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @param parameters what they may be called, in the order of those that have no name */
    public static WorkArguments of(
            List<? extends @Nullable Object> args,
            Map<String, ? extends @Nullable Object> kwargs,
            List<String> parameters,
            ArrayReader reader)
            throws InvalidArgumentException {
        if (args.size() > parameters.size()) {
            throw new InvalidArgumentException(
                    "args",
                    "has up to " + parameters.size() + " values without a name, " + String.join(", ", parameters)
                            + "; got: " + args.size());
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            values.put(parameters.get(i), args.get(i));
        }
        for (Map.Entry<String, ? extends @Nullable Object> entry : kwargs.entrySet()) {
            String name = entry.getKey();
            if (!parameters.contains(name)) {
                throw new InvalidArgumentException(name, "is unknown; there are " + String.join(", ", parameters));
            }
            if (values.containsKey(name)) {
                throw new InvalidArgumentException(name, "is given twice, with a name and without");
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
            throw new InvalidArgumentException(name, "is missing");
        }
        return value;
    }

    public String text(String name) throws InvalidArgumentException {
        if (required(name) instanceof String text) {
            return text;
        }
        throw new InvalidArgumentException(name, "is a text, got: " + shown(name));
    }

    /** One of several, {@code fallback} when none is given; they are called what their {@code toString} says. */
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
        throw new InvalidArgumentException(name, "is one of " + names + "; got: " + shown(name));
    }

    public boolean flag(String name, boolean fallback) throws InvalidArgumentException {
        if (!has(name)) {
            return fallback;
        }
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new InvalidArgumentException(name, "is true or false, got: " + shown(name));
    }

    public long whole(String name, long least, long most, long fallback) throws InvalidArgumentException {
        return has(name) ? whole(name, least, most) : fallback;
    }

    public long whole(String name, long least, long most) throws InvalidArgumentException {
        long value = number(name, ElementType.I64).get(0).longValue();
        if (value < least || value > most) {
            throw new InvalidArgumentException(name, "is " + least + " to " + most + ", got: " + value);
        }
        return value;
    }

    /** A finite one. */
    public double real(String name, double fallback) throws InvalidArgumentException {
        return has(name) ? number(name, ElementType.F64).get(0).doubleValue() : fallback;
    }

    /** The argument {@code dtype}, which is {@code allowed}'s first when it is not given. */
    public ElementType dtype(ElementType... allowed) throws InvalidArgumentException {
        return choice("dtype", Arrays.asList(allowed), allowed[0]);
    }

    /** A single one of a type, which has no dimensions. */
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

    /** Arrays by name, of which there may be none. */
    public Map<String, NumericArray> arrays(String name, ElementType elementType)
            throws InvalidArgumentException, BlobGoneException {
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : named(name).entrySet()) {
            String path = name + "." + entry.getKey();
            arrays.put(entry.getKey(), read(path, entry.getValue(), elementType));
        }
        return arrays;
    }

    /** Numbers by name, of which there may be none. */
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
                    name, "is an object with up to " + NAMED_MAX + " members, got: " + shown(name));
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!NAME.matcher(key).matches()) {
                throw new InvalidArgumentException(
                        name, "has the name '" + key + "', and names are of up to 32 a-z, A-Z, 0-9 and _");
            }
            named.put(key, entry.getValue());
        }
        return named;
    }

    private String shown(String name) {
        String text = String.valueOf(values.get(name));
        return text.length() > 50 ? text.substring(0, 50) + "…" : text;
    }

    /** What one of a few names says, if it is given. */
    public Optional<String> maybeText(String name) throws InvalidArgumentException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }
}

package io.apium.adapter.record;

import io.apium.adapter.celery.PythonJson;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Java records stored as JSON, by the names of their components. */
public final class RecordJson {

    private RecordJson() {}

    public static String write(Object value) {
        return PythonJson.MAPPER.writeValueAsString(value);
    }

    /**
     * Reads the output of {@link #write}. Every component must have a value, unless it is {@code @Nullable}: Jackson
     * alone would set null for a missing one.
     *
     * @throws tools.jackson.core.JacksonException when the text is not JSON, or its values are of other types
     * @throws IllegalArgumentException when a component is missing
     */
    public static <T extends Record> T read(String json, Class<T> type) {
        T value = PythonJson.MAPPER.readValue(json, type);
        if (value == null) {
            throw new IllegalArgumentException("it must not be null");
        }
        checkComplete(value);
        return value;
    }

    private static void checkComplete(Record value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            check(component.getName(), component.getAnnotatedType(), read(value, component));
        }
    }

    private static void check(String name, AnnotatedType type, @Nullable Object value) {
        switch (value) {
            case null -> {
                if (!type.isAnnotationPresent(Nullable.class)) {
                    throw new IllegalArgumentException("'" + name + "' is missing");
                }
            }
            case Record record -> checkComplete(record);
            case Collection<?> elements
            when type instanceof AnnotatedParameterizedType list -> {
                AnnotatedType of = list.getAnnotatedActualTypeArguments()[0];
                elements.forEach(element -> check(name, of, element));
            }
            default -> {}
        }
    }

    private static @Nullable Object read(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("component " + component.getName() + " cannot be read", impossible);
        }
    }
}

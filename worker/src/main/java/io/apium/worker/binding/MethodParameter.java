package io.apium.worker.binding;

import io.apium.task.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/**
 * A parameter that is bound to an argument of the message.
 *
 * @param position the index of the parameter among all parameters of the method
 */
record MethodParameter(
        String name, int position, JavaType type, ArgumentConversion conversion, HandlerJson handlerJson) {

    private static final Map<Class<?>, Object> ABSENT = Map.of(
            Optional.class, Optional.empty(),
            OptionalInt.class, OptionalInt.empty(),
            OptionalLong.class, OptionalLong.empty(),
            OptionalDouble.class, OptionalDouble.empty());

    /** The value of the parameter if the message has no argument for it; null if the parameter is required. */
    @Nullable
    Object absent() {
        return ABSENT.get(type.getRawClass());
    }

    @Nullable
    Object convert(String task, @Nullable Object value) {
        Object converted = value == null ? absent() : convert(task, value, conversion.quick(value));
        if (converted == null && type.isPrimitive()) {
            throw new InvalidArgumentsException(
                    task + " got null for parameter '" + name + "' of type " + type.toCanonical());
        }
        return converted;
    }

    private @Nullable Object convert(String task, Object value, @Nullable Object quick) {
        if (quick != null) {
            return quick;
        }
        try {
            JsonText written = handlerJson.write(value);
            return type.hasRawClass(JsonText.class) ? written : handlerJson.read(written, type);
        } catch (JacksonException e) {
            throw new InvalidArgumentsException(
                    task + " got an invalid value for parameter '" + name + "': " + HandlerJson.reason(e));
        }
    }
}

package io.apium.worker.binding;

import io.apium.task.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Converts simple values to a parameter's type without Jackson. */
interface ArgumentConversion {

    /** @return the converted value, or null if Jackson must convert it */
    @Nullable
    Object quick(Object value);

    static ArgumentConversion to(Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed == Long.class) {
            return value -> value instanceof Integer number ? Long.valueOf(number) : exactly(boxed, value);
        }
        if (boxed == Double.class) {
            return value -> value instanceof Integer number ? Double.valueOf(number) : exactly(boxed, value);
        }
        if (boxed == BigDecimal.class) {
            return ArgumentConversion::decimal;
        }
        if (boxed == Object.class) {
            return value -> value instanceof JsonText || value instanceof List || value instanceof Map ? null : value;
        }
        return switch (boxed.getName()) {
            case "java.lang.Integer", "java.lang.Boolean", "java.lang.String", "java.math.BigInteger" ->
                value -> exactly(boxed, value);
            default -> boxed == JsonText.class ? value -> exactly(boxed, value) : _ -> null;
        };
    }

    private static @Nullable Object exactly(Class<?> type, Object value) {
        return type.isInstance(value) ? value : null;
    }

    private static @Nullable Object decimal(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
            default -> null;
        };
    }
}

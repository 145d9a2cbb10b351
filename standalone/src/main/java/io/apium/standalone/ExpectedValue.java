package io.apium.standalone;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/** What the value of a setting must be, by its type. */
final class ExpectedValue {

    private ExpectedValue() {}

    /** A predicate such as {@code must be a whole number}. */
    static String of(Class<?> type) {
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "must be a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (type == Duration.class) {
            return "must be a time such as PT30S or 30s";
        }
        if (type == DataSize.class) {
            return "must be a size such as 16MB";
        }
        if (type == InetAddress.class) {
            return "must be an address of this machine";
        }
        return type == Path.class ? "must be a path" : "must be a " + type.getSimpleName();
    }
}

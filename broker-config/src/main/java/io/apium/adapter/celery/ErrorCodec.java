package io.apium.adapter.celery;

import io.apium.task.TaskError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an exception as Celery stores it, whatever its fields contain; {@code exc_message} is a list of arguments, or
 * one text from older versions.
 */
public final class ErrorCodec {

    private ErrorCodec() {}

    public static TaskError read(@Nullable Object value, @Nullable String traceback) {
        if (!(value instanceof Map<?, ?> map) || map.get("exc_type") == null) {
            return new TaskError("Exception", "builtins", arguments(value), traceback);
        }
        String type = String.valueOf(map.get("exc_type"));
        Object module = map.get("exc_module");
        return new TaskError(
                type.isBlank() ? "Exception" : type,
                module == null ? "builtins" : module.toString(),
                arguments(map.get("exc_message")),
                traceback);
    }

    private static List<String> arguments(@Nullable Object message) {
        return switch (message) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> List.of(message.toString());
        };
    }
}

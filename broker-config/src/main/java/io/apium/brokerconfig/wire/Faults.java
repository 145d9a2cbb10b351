package io.apium.brokerconfig.wire;

import io.apium.task.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an exception as Celery stores it; {@code exc_message} is a list of arguments, or one text from older versions. */
final class Faults {

    private Faults() {}

    static Fault read(@Nullable Object value, @Nullable String traceback) {
        if (!(value instanceof Map<?, ?> map) || map.get("exc_type") == null) {
            return new Fault("Exception", "builtins", arguments(value), traceback);
        }
        Fields fields = new Fields(map);
        String module = fields.text("exc_module");
        return new Fault(
                String.valueOf(fields.text("exc_type")),
                module == null ? "builtins" : module,
                arguments(fields.raw("exc_message")),
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

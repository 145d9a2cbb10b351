package io.apium.worker.command;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.binding.InvalidArgumentsException;
import io.apium.worker.process.TaskOutput;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an attempt, as the process receives them.
 *
 * @param args the positional arguments, unless the declaration has names for them
 * @param kwargs the named arguments
 * @param named whether the declaration has names for positional arguments, so that {@code kwargs} has all arguments
 */
record CommandRequest(
        TaskMessage message, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs, boolean named) {

    /**
     * @param names the names of positional arguments, or an empty list
     * @throws InvalidArgumentsException if there are more arguments than names, or an argument is given twice
     */
    static CommandRequest of(TaskMessage message, List<String> names) {
        Signature signature = message.signature();
        if (names.isEmpty()) {
            return new CommandRequest(message, signature.args(), signature.kwargs(), false);
        }
        String task = message.task();
        List<@Nullable Object> args = signature.args();
        if (args.size() > names.size()) {
            throw new InvalidArgumentsException(task + " takes " + names.size() + " positional arguments ("
                    + String.join(", ", names) + "), got " + args.size());
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            all.put(names.get(i), args.get(i));
        }
        signature.kwargs().forEach((name, value) -> {
            if (all.containsKey(name)) {
                throw new InvalidArgumentsException(
                        task + " got parameter '" + name + "' twice, by position and by name");
            }
            all.put(name, value);
        });
        return new CommandRequest(message, List.of(), all, true);
    }

    /** The arguments as JSON. */
    byte[] arguments(HandlerJson handlerJson) {
        if (named) {
            return bytes(handlerJson.write(kwargs));
        }
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("args", args);
        both.put("kwargs", kwargs);
        return bytes(handlerJson.write(both));
    }

    /** The request to a persistent process, in one line. */
    byte[] frame(HandlerJson handlerJson) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("id", message.id().value());
        frame.put("task", message.task());
        frame.put("attempt", message.retries() + 1);
        frame.put("args", args);
        frame.put("kwargs", kwargs);
        // arguments are copied as received and may contain line breaks, but only between JSON tokens
        String line = handlerJson.write(frame).json().replace('\n', ' ').replace('\r', ' ');
        return bytes(new JsonText(line + '\n'));
    }

    TaskOutput.Whose whose() {
        return new TaskOutput.Whose(message.task(), message.id().value());
    }

    private static byte[] bytes(JsonText json) {
        return json.json().getBytes(StandardCharsets.UTF_8);
    }
}

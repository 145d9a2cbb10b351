package io.apium.flow;

import io.apium.canvas.Signature;
import io.apium.flow.plan.NodeValue;
import io.apium.flow.plan.Plan;
import io.apium.task.ErrorName;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the values of nodes from task records, and puts them in place of references in arguments. */
final class ValueResolver {

    private final TaskRecords records;

    ValueResolver(TaskRecords records) {
        this.records = records;
    }

    /**
     * The value as an argument: JSON, or lists and maps of it.
     *
     * @return empty when a record was not read yet
     * @throws ValueLostException when a result has expired or cannot be read
     */
    Optional<Object> read(NodeValue value) {
        return switch (value) {
            case NodeValue.Known(JsonText json) -> Optional.of(json);
            case NodeValue.Result(TaskId task) -> result(task).map(json -> json);
            case NodeValue.Many many -> list(many.present()).map(list -> list);
            case NodeValue.Absent() -> Optional.of(JsonText.NULL);
            case NodeValue.Named named -> {
                Map<String, Object> map = new LinkedHashMap<>();
                named.values().forEach((name, each) -> read(each).ifPresent(read -> map.put(name, read)));
                yield map.size() == named.values().size() ? Optional.of(map) : Optional.empty();
            }
        };
    }

    /** The value that was read, as one JSON text. */
    static JsonText json(Object read) {
        return new JsonText(text(read));
    }

    private static String text(Object read) {
        return switch (read) {
            case JsonText json -> json.json();
            case List<?> list -> list.stream().map(ValueResolver::text).collect(Collectors.joining(",", "[", "]"));
            // node names contain no character that JSON escapes
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> '"' + entry.getKey().toString() + "\":" + text(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            default -> throw new IllegalArgumentException("not a value of a record: " + read.getClass());
        };
    }

    Optional<List<Object>> list(List<? extends NodeValue> values) {
        List<Object> list = new ArrayList<>();
        // every value is looked up, so that all missing records are read at once
        values.forEach(value -> read(value).ifPresent(list::add));
        return list.size() == values.size() ? Optional.of(list) : Optional.empty();
    }

    private Optional<JsonText> result(TaskId task) {
        TaskRecord record = records.find(task);
        if (record instanceof TaskRecord.Succeeded succeeded) {
            return Optional.of(succeeded.result());
        }
        if (record instanceof TaskRecord.Unreadable(TaskId _, String reason)) {
            throw new ValueLostException("the result of task " + task + " cannot be read: " + reason);
        }
        if (records.wasAsked(task)) {
            throw new ValueLostException("the result of task " + task + " has expired");
        }
        return Optional.empty();
    }

    /** The result of a successful task has expired or cannot be read. */
    @ErrorName("ValueLost")
    static final class ValueLostException extends RuntimeException {

        ValueLostException(String reason) {
            super(reason);
        }
    }

    /** @param named the values of the references; all were read */
    static Signature filled(Signature call, Map<String, Object> named) {
        List<@Nullable Object> args = new ArrayList<>();
        call.args().forEach(value -> args.add(filled(value, named)));
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        call.kwargs().forEach((name, value) -> kwargs.put(name, filled(value, named)));
        return new Signature(call.task(), args, kwargs, call.options(), call.immutable());
    }

    private static @Nullable Object filled(@Nullable Object value, Map<String, Object> named) {
        return switch (value) {
            case Plan.Reference(String node) -> named.get(node);
            case List<?> list -> {
                List<@Nullable Object> filled = new ArrayList<>();
                list.forEach(each -> filled.add(filled(each, named)));
                yield filled;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> filled = new LinkedHashMap<>();
                map.forEach((name, each) -> filled.put(String.valueOf(name), filled(each, named)));
                yield filled;
            }
            case null, default -> value;
        };
    }
}

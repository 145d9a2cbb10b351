package io.apium.flow;

import io.apium.task.Payload;
import io.apium.task.TaskId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of a spreading node, as parts are told of them.
 *
 * @param size how many, or -1 where a worker must look
 * @param whole what it is told to look at
 */
record Items(long size, Map<String, Object> whole, Parts.Slices slices) {

    /** @param value what the node before came to, or null where the items are in the plan */
    static Items of(Source over, @Nullable Value value) {
        if (value != null) {
            return of(value);
        }
        return switch (over) {
            case Source.Range range -> new Items(range.size(), range(range), (from, to) -> range(range.part(from, to)));
            case Source.Items(List<@Nullable Object> values) ->
                new Items(
                        values.size(),
                        Map.of("items", values),
                        (from, to) -> Map.of("items", values.subList((int) from, (int) to)));
            case Source.Lines(String blob) ->
                new Items(-1, Map.of("lines", blob), (from, to) -> Map.of("lines", blob, "from", from, "to", to));
            case Source.Previous _, Source.Result _ ->
                throw new IllegalStateException("what it goes over is a node's value");
        };
    }

    private static Items of(Value value) {
        return switch (value) {
            case Value.Result(TaskId task) ->
                new Items(
                        -1,
                        Map.of("result", task.value()),
                        (from, to) -> Map.of("result", task.value(), "from", from, "to", to));
            case Value.Many(List<Value> values) ->
                new Items(
                        values.size(),
                        Map.of(),
                        (from, to) -> Map.of("results", written(values.subList((int) from, (int) to))));
            case Value.Known(Payload payload) ->
                new Items(-1, Map.of("value", payload), (from, to) -> Map.of("value", payload, "from", from, "to", to));
            case Value.Named _ -> throw new IllegalStateException("a map goes over a list");
        };
    }

    /** Parts read results themselves: each is a task's id, or what it stands for. */
    private static List<Object> written(List<Value> values) {
        return values.stream()
                .map(value -> switch (value) {
                    case Value.Result(TaskId task) -> (Object) Map.of("result", task.value());
                    case Value.Known(Payload payload) -> Map.of("value", payload);
                    case Value.Many(List<Value> inner) -> written(inner);
                    case Value.Named named -> {
                        throw new IllegalStateException("a value by names is no item yet: "
                                + named.values().keySet());
                    }
                })
                .toList();
    }

    private static Map<String, Object> range(Source.Range range) {
        return Map.of("range", List.of(range.from(), range.to(), range.step()));
    }
}

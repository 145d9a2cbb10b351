package io.apium.flow;

import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.NodeValue;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The items of a map, in the form that its parts receive.
 *
 * @param size the number of items, or -1 where a worker must count them
 * @param whole the source of all items
 * @param alone the item at a position, or null where only a worker can read it
 */
record ItemSlices(
        long size,
        Map<String, Object> whole,
        Slices slices,
        @Nullable LongFunction<@Nullable Object> alone) {

    /** The source of the items from one position up to another. */
    interface Slices {

        Map<String, Object> slice(long from, long to);
    }

    /** @param value the value of the node before, or null where the items are in the plan */
    static ItemSlices of(ItemSource over, @Nullable NodeValue value) {
        if (value != null) {
            return of(value);
        }
        return switch (over) {
            case ItemSource.Range range ->
                new ItemSlices(
                        range.size(),
                        range(range),
                        (from, to) -> range(range.part(from, to)),
                        at -> range.from() + at * range.step());
            case ItemSource.Items(List<@Nullable Object> values) ->
                new ItemSlices(
                        values.size(),
                        Map.of("items", values),
                        (from, to) -> Map.of("items", values.subList((int) from, (int) to)),
                        at -> values.get((int) at));
            case ItemSource.Lines(String blob, long bytes, boolean records) -> {
                String kind = records ? "records" : "lines";
                yield new ItemSlices(
                        bytes, Map.of(kind, blob), (from, to) -> Map.of(kind, blob, "from", from, "to", to), null);
            }
            case ItemSource.Previous _, ItemSource.Result _ ->
                throw new IllegalStateException("the items are the value of a node");
        };
    }

    private static ItemSlices of(NodeValue value) {
        return switch (value) {
            case NodeValue.Result(TaskId task) -> looked("result", task.value());
            case NodeValue.Known(JsonText json) -> looked("value", json);
            case NodeValue.Absent() ->
                new ItemSlices(0, Map.of("items", List.of()), (_, _) -> Map.of("items", List.of()), null);
            case NodeValue.Many many -> {
                List<NodeValue> values = many.present();
                yield new ItemSlices(
                        values.size(),
                        Map.of("results", written(values)),
                        (from, to) -> Map.of("results", written(values.subList((int) from, (int) to))),
                        null);
            }
            case NodeValue.Named _ -> throw new IllegalStateException("the items of a map must be a list");
        };
    }

    private static ItemSlices looked(String kind, Object where) {
        return new ItemSlices(-1, Map.of(kind, where), (from, to) -> Map.of(kind, where, "from", from, "to", to), null);
    }

    @Nullable
    Object at(long position) {
        if (alone == null) {
            throw new IllegalStateException("only a worker can read these items: " + whole.keySet());
        }
        return alone.apply(position);
    }

    /** Parts read results themselves: each value is a task id or the value itself. */
    private static List<Object> written(List<NodeValue> values) {
        return values.stream()
                .map(value -> switch (value) {
                    case NodeValue.Result(TaskId task) -> (Object) Map.of("result", task.value());
                    case NodeValue.Known(JsonText json) -> Map.of("value", json);
                    case NodeValue.Many many -> Map.of("results", written(many.present()));
                    case NodeValue.Named(var named) ->
                        Map.of("names", List.copyOf(named.keySet()), "results", written(List.copyOf(named.values())));
                    case NodeValue.Absent() -> Map.of("value", JsonText.NULL);
                })
                .toList();
    }

    private static Map<String, Object> range(ItemSource.Range range) {
        return Map.of("range", List.of(range.from(), range.to(), range.step()));
    }
}

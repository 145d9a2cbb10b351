package io.apium.worker.composite;

import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.ChildLostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a map: the map's task for each of a few items, and what joins them, all in one attempt. What the task does with
 * one item is what it would do with it alone.
 *
 * <pre>
 *   the task for one item             and the order says        then the part
 *   ────────────────────────────────  ────────────────────────  ──────────────────────────────────────────────
 *   comes to a value                                            goes on
 *   asks for another attempt, and     anything                  ends: all of it is made once more, by the task's
 *     the part may have one                                     policy
 *   asks for one that it cannot       skip or a default         goes on without the item, or with the default
 *     have, or has failed             nothing                   has failed
 *   is over the part's time limit     anything                  has failed
 * </pre>
 *
 * <p>So the attempts of a part are counted together: one item that is tried as often as may be takes the others' attempts
 * too. Where that matters, a chunk of 1 keeps items apart. What joins is not an item: if it fails the part has failed.
 *
 * <p>{@code whole} says that the task is given the list of all the items, once.
 */
record MapPartTask(HandlerJson handlerJson) implements CompositeHandler.Work {

    @Override
    public JsonText result(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        Map<String, @Nullable Object> order = caller.message().signature().kwargs();
        Object call = order.get("task");
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : items(order)) {
            if (call == null) {
                values.add(item);
            } else {
                add(values, call, item, caller);
            }
        }
        return order.get("reduce") == null ? handlerJson.write(values) : caller.call(order.get("reduce"), values);
    }

    private static List<?> items(Map<String, @Nullable Object> order) {
        if (order.get("over") instanceof Map<?, ?> over && over.get("items") instanceof List<?> items) {
            return Boolean.TRUE.equals(order.get("whole")) ? List.of(items) : items;
        }
        throw new IllegalArgumentException("a part without items");
    }

    private static void add(List<@Nullable Object> values, Object call, @Nullable Object item, LocalTaskCaller caller)
            throws ChildLostException, NestedTaskException {
        try {
            values.add(caller.call(call, item));
        } catch (NestedTaskException e) {
            Map<String, @Nullable Object> order = caller.message().signature().kwargs();
            boolean isDefault = order.containsKey("default");
            if (!(isDefault || Boolean.TRUE.equals(order.get("skip"))) || !isFinal(e.outcome(), caller)) {
                throw e;
            }
            if (isDefault) {
                values.add(order.get("default"));
            }
        }
    }

    /** Whether the item itself has failed, and will not be tried again. */
    private static boolean isFinal(Outcome outcome, LocalTaskCaller caller) {
        TaskMessage message = caller.message();
        return !caller.context().cancelled()
                && switch (outcome) {
                    case Outcome.Retry(TaskError _, var _) ->
                        message.retries() >= caller.policy().maxRetries();
                    case Outcome.Reroute _ -> false;
                    case Outcome.Final _ -> true;
                };
    }
}

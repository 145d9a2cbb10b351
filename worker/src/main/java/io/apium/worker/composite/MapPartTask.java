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
 * A part of a map: one attempt calls the map's task for each of a few items, and then the task that joins the values.
 *
 * <pre>
 *   the task for one item                      the map declares      the part
 *   ─────────────────────────────────────────  ────────────────────  ────────────────────────────────────────────────────
 *   returns a value                                                  goes on
 *   is to be retried, and has retries left     anything              is retried as a whole, by the task's retry policy
 *   failed, or has no retries left             skip, or a default    goes on without the item, or with the default
 *                                              neither               fails
 *   exceeds the time limit of the part         anything              fails
 * </pre>
 *
 * <p>So the retries of a part are shared by its items. Where that matters, a chunk of 1 separates the items. If the
 * joining task fails, the part fails.
 *
 * <p>{@code whole} calls the task once, with the list of all items.
 */
record MapPartTask(HandlerJson handlerJson) implements CompositeHandler.Work {

    @Override
    public JsonText result(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        Map<String, @Nullable Object> part = caller.message().signature().kwargs();
        Object call = part.get("task");
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : items(part)) {
            if (call == null) {
                values.add(item);
            } else {
                add(values, call, item, caller);
            }
        }
        return part.get("reduce") == null ? handlerJson.write(values) : caller.call(part.get("reduce"), values);
    }

    private static List<?> items(Map<String, @Nullable Object> part) {
        if (part.get("over") instanceof Map<?, ?> over && over.get("items") instanceof List<?> items) {
            return Boolean.TRUE.equals(part.get("whole")) ? List.of(items) : items;
        }
        throw new IllegalArgumentException("a part without items");
    }

    private static void add(List<@Nullable Object> values, Object call, @Nullable Object item, LocalTaskCaller caller)
            throws ChildLostException, NestedTaskException {
        try {
            values.add(caller.call(call, item));
        } catch (NestedTaskException e) {
            Map<String, @Nullable Object> part = caller.message().signature().kwargs();
            boolean isDefault = part.containsKey("default");
            if (!(isDefault || Boolean.TRUE.equals(part.get("skip"))) || !isFinal(e.outcome(), caller)) {
                throw e;
            }
            if (isDefault) {
                values.add(part.get("default"));
            }
        }
    }

    /** Whether the item has failed and is not retried. */
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

package io.apium.worker.composite;

import io.apium.task.JsonText;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.ChildLostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Celery's {@code task.map(it)} and {@code task.starmap(it)}, and so {@code task.chunks(it, n)} too, which is a group of
 * starmaps: one task calls another for each item, in order, and ends with the outcome of the first call that does not
 * succeed.
 *
 * <pre>
 *   celery.map(task, it)       [task(item) for item in it]
 *   celery.starmap(task, it)   [task(*item) for item in it]
 * </pre>
 *
 * <p>As with Celery, {@code task} is a signature of which only the name counts.
 */
record CeleryMaps(HandlerJson handlerJson) {

    static final String MAP = "celery.map";
    static final String STARMAP = "celery.starmap";

    JsonText map(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        String task = task(caller);
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : items(caller)) {
            values.add(caller.call(task, Collections.singletonList(item)));
        }
        return handlerJson.write(values);
    }

    JsonText starmap(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        String task = task(caller);
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : items(caller)) {
            values.add(caller.call(task, list(item, "item " + values.size() + " of it")));
        }
        return handlerJson.write(values);
    }

    private static String task(LocalTaskCaller caller) {
        return switch (argument(caller, "task", 0)) {
            case String name -> name;
            case Map<?, ?> signature when signature.get("task") instanceof String name -> name;
            case null, default ->
                throw new IllegalArgumentException(
                        "task of " + caller.message().task() + " must be a signature with the name of a task");
        };
    }

    private List<@Nullable Object> items(LocalTaskCaller caller) {
        return list(argument(caller, "it", 1), "it");
    }

    /** By name, as Celery's clients give them, or by position. */
    private static @Nullable Object argument(LocalTaskCaller caller, String name, int position) {
        List<@Nullable Object> args = caller.message().signature().args();
        return position < args.size()
                ? args.get(position)
                : caller.message().signature().kwargs().get(name);
    }

    private List<@Nullable Object> list(@Nullable Object value, String name) {
        return switch (value) {
            case List<?> list -> new ArrayList<@Nullable Object>(list);
            case JsonText(String text) when text.stripLeading().startsWith("[") -> handlerJson.list(text);
            case null, default -> throw new IllegalArgumentException(name + " must be a list");
        };
    }
}

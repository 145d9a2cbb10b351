package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Parts;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.task.RetryPolicy;
import io.apium.worker.binding.Json;
import io.apium.worker.child.ChildLost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a map: the map's task for each of a few items, and what joins them, all in one attempt. What the task does with
 * one item is what it would do with it alone; the first that fails fails the part.
 */
final class PartHandler implements Handler {

    private final Function<String, @Nullable Handler> handlers;
    private final Json json;
    private final SizeLimits.Most argumentsMost;

    /** @param handlers those of the same worker, by the names of their tasks */
    PartHandler(Function<String, @Nullable Handler> handlers, Json json, SizeLimits.Most argumentsMost) {
        this.handlers = handlers;
        this.json = json;
        this.argumentsMost = argumentsMost;
    }

    @Override
    public SizeLimits.Most argumentsMost() {
        return argumentsMost;
    }

    @Override
    public String task() {
        return Parts.PART;
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public String where() {
        return PartHandler.class.getName();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        Handler handler = message.signature().kwargs().get("task") instanceof Map<?, ?> call
                ? handlers.apply(String.valueOf(call.get("task")))
                : null;
        return handler == null ? message.retryPolicy().orElse(RetryPolicy.NEVER) : handler.policy(message);
    }

    @Override
    public Outcome call(TaskMessage message, TaskContext context) throws ChildLost {
        Map<String, @Nullable Object> order = message.signature().kwargs();
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : items(order.get("over")).toList()) {
            context.throwIfCancelled();
            if (order.get("task") == null) {
                values.add(item);
            } else {
                Outcome outcome = call(order.get("task"), item, message, context);
                if (!(outcome instanceof Outcome.Success(Payload value))) {
                    return outcome;
                }
                values.add(value);
            }
        }
        return order.get("reduce") == null
                ? new Outcome.Success(json.write(values))
                : call(order.get("reduce"), values, message, context);
    }

    private Outcome call(@Nullable Object call, @Nullable Object first, TaskMessage message, TaskContext context)
            throws ChildLost {
        Map<?, ?> written = (Map<?, ?>) call;
        String task = written == null ? "" : String.valueOf(written.get("task"));
        Handler handler = handlers.apply(task);
        if (written == null || handler == null) {
            return new Outcome.Failure(Fault.notRegistered(task));
        }
        List<@Nullable Object> args = new ArrayList<>();
        args.add(first);
        if (written.get("args") instanceof List<?> more) {
            args.addAll(more);
        }
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        if (written.get("kwargs") instanceof Map<?, ?> more) {
            more.forEach((name, value) -> kwargs.put(String.valueOf(name), value));
        }
        Signature signature = new Signature(task, args, kwargs, message.options(), true);
        return handler.call(
                new TaskMessage(
                        message.id(),
                        message.root(),
                        message.parent(),
                        message.retries(),
                        null,
                        null,
                        signature,
                        List.of()),
                context);
    }

    private static Stream<@Nullable Object> items(@Nullable Object over) {
        Map<?, ?> where = over instanceof Map<?, ?> map ? map : Map.of();
        if (where.get("range") instanceof List<?> range && range.size() == 3) {
            long from = whole(range.get(0));
            long to = whole(range.get(1));
            long step = whole(range.get(2));
            return LongStream.iterate(from, at -> step > 0 ? at < to : at > to, at -> at + step)
                    .boxed()
                    .map(item -> item);
        }
        if (where.get("items") instanceof List<?> items) {
            return items.stream().map(item -> item);
        }
        throw new IllegalArgumentException("a part without items");
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("not a whole number: " + value);
    }
}

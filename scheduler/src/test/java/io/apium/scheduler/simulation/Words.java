package io.apium.scheduler.simulation;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.MapMessages;
import io.apium.flow.plan.Plan;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on words, which are not commutative: {@code cat} puts its arguments in brackets, one after another, {@code item} its
 * first, {@code picky} does so too but refuses every fifth number; {@code join} is associative. Values are words, and lists
 * of them. Parts of a map run as in a worker.
 */
final class Words {

    static final String CAT = "cat";
    static final String ITEM = "item";
    static final String PICKY = "picky";
    static final String JOIN = "join";
    static final String FAIL = "fail";
    private static final int REFUSED = 5;
    private static final TaskError FAULT = new TaskError("Picky", "simulation", List.of(), null);

    private final ResultStore results;

    Words(ResultStore results) {
        this.results = results;
    }

    static boolean refuses(String task, Object item) {
        return task.equals(FAIL)
                || (task.equals(PICKY) && item instanceof Number number && number.longValue() % REFUSED == 4);
    }

    /** The result of a task, on values of any depth. */
    static Object value(String task, List<?> args) {
        return switch (task) {
            case CAT, ITEM, PICKY -> "(" + Json.flat(args) + ")";
            case JOIN -> Json.flat(args);
            default -> throw new AssertionError("no task " + task);
        };
    }

    /** The number of items of a part of a map; 0 for other tasks. */
    static long items(TaskMessage message) {
        Object over = message.signature().kwargs().get("over");
        if (message.task().equals(MapMessages.PART) && over instanceof Map<?, ?> map) {
            if (map.get("range") instanceof List<?> range) {
                return ((Number) range.get(1)).longValue() - ((Number) range.get(0)).longValue();
            }
            return map.get("items") instanceof List<?> items ? items.size() : 1;
        }
        return 0;
    }

    Outcome outcome(TaskMessage message) {
        Signature call = message.signature();
        try {
            return switch (call.task()) {
                case MapMessages.PART -> success(part(call.kwargs()));
                case MapMessages.SIZE ->
                    success(items(call.kwargs().get("over")).size());
                case Plan.Joining.CONCAT -> success(concat(call));
                default -> call(call.task(), read(call.args()));
            };
        } catch (Refused e) {
            return new Outcome.Failure(FAULT);
        }
    }

    private static Outcome call(String task, List<?> args) {
        return refuses(task, args.isEmpty() ? "" : args.getFirst())
                ? new Outcome.Failure(FAULT)
                : success(value(task, args));
    }

    private static Object concat(Signature call) {
        List<?> list = (List<?>) read(call.args()).getFirst();
        if (call.kwargs().get("values") != null) {
            return list;
        }
        List<Object> all = new ArrayList<>();
        list.forEach(each -> all.addAll((List<?>) each));
        return all;
    }

    private Object part(Map<String, @Nullable Object> arguments) {
        List<Object> values = new ArrayList<>();
        List<?> items = items(arguments.get("over"));
        Object task = arguments.get("task");
        if (arguments.get("whole") != null) {
            values.add(value(name(task), List.of(items)));
        } else {
            for (Object item : items) {
                if (task == null) {
                    values.add(item);
                } else if (!refuses(name(task), item)) {
                    values.add(value(name(task), List.of(item)));
                } else if (arguments.get("default") instanceof JsonText replacement) {
                    values.add(Json.read(replacement));
                } else if (arguments.get("skip") == null) {
                    throw new Refused();
                }
            }
        }
        return arguments.get("reduce") == null ? values : value(name(arguments.get("reduce")), List.of(values));
    }

    private static String name(@Nullable Object call) {
        return String.valueOf(((Map<?, ?>) call).get("task"));
    }

    private List<?> items(@Nullable Object over) {
        Map<?, ?> where = (Map<?, ?>) over;
        List<?> all = all(where);
        return where.get("from") instanceof Number from && where.get("to") instanceof Number to
                ? all.subList(from.intValue(), to.intValue())
                : all;
    }

    private List<?> all(Map<?, ?> where) {
        if (where.get("range") instanceof List<?> range) {
            Function<Integer, Long> at = i -> ((Number) range.get(i)).longValue();
            return LongStream.range(at.apply(0), at.apply(1)).boxed().toList();
        }
        if (where.get("items") instanceof List<?> items) {
            return read(items);
        }
        return (List<?>) source(where);
    }

    private Object source(Map<?, ?> where) {
        if (where.get("result") != null) {
            TaskId id = new TaskId(String.valueOf(where.get("result")));
            if (results.find(List.of(id)).get(id) instanceof TaskRecord.Succeeded succeeded) {
                return Json.read(succeeded.result());
            }
            throw new AssertionError("there is no result of " + id);
        }
        if (where.get("results") instanceof List<?> sources) {
            return sources.stream().map(source -> source((Map<?, ?>) source)).toList();
        }
        return Json.read((JsonText) where.get("value"));
    }

    private static List<?> read(List<?> values) {
        return values.stream().map(Json::plain).toList();
    }

    private static Outcome success(Object value) {
        return new Outcome.Success(new JsonText(Json.text(value)));
    }

    private static final class Refused extends RuntimeException {}
}

package io.apium.worker.input;

import io.apium.flow.plan.ItemSource;
import io.apium.store.BlobId;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.input.LineReader.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The items of one part of a map. */
public final class PartItems {

    private static final long RANGE_MAX = SourceBounds.RANGE_ITEMS.max();

    private static final int SHOWN_MAX = 50;

    private final Map<?, ?> over;
    private final InputResolver input;

    /** @param over the argument {@code over} of the message, which describes the part */
    public PartItems(@Nullable Object over, InputResolver input) {
        this.over = over instanceof Map<?, ?> map ? map : Map.of();
        this.input = input;
    }

    /** The number of items that {@code over} declares, without reading them; for lines, the number of bytes. */
    public static long count(@Nullable Object over) {
        Map<?, ?> where = over instanceof Map<?, ?> map ? map : Map.of();
        if (where.get("from") instanceof Number from && where.get("to") instanceof Number to) {
            return to.longValue() - from.longValue();
        }
        if (where.get("range") instanceof List<?> range && range.stream().allMatch(Number.class::isInstance)) {
            return numbers(range).size();
        }
        boolean isWritten = where.containsKey("items");
        return where.get(isWritten ? "items" : "results") instanceof Collection<?> items ? items.size() : 0;
    }

    /** The number of items. */
    public long size() throws InvalidSourceException {
        boolean isOneList = over.containsKey("result") || over.containsKey("value");
        return isOneList ? input.json().count(whole().json()) : list().size();
    }

    /** The items in order. */
    public List<@Nullable Object> list() throws InvalidSourceException {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : written()) {
            items.add(input.read(item));
        }
        return items;
    }

    private List<@Nullable Object> written() throws InvalidSourceException {
        if (over.get("range") instanceof List<?> range && range.stream().allMatch(Number.class::isInstance)) {
            ItemSource.Range numbers = numbers(range);
            if (numbers.size() > RANGE_MAX) {
                throw new InvalidSourceException(
                        "a part must have at most " + RANGE_MAX + " items, got range " + range);
            }
            List<@Nullable Object> counted = new ArrayList<>();
            for (long at = 0; at < numbers.size(); at++) {
                counted.add(numbers.from() + at * numbers.step());
            }
            return counted;
        }
        if (over.get("items") instanceof List<?> items) {
            return new ArrayList<@Nullable Object>(items);
        }
        if (over.get("lines") instanceof String blob) {
            return new ArrayList<@Nullable Object>(
                    lines(blob).stream().map(Line::text).toList());
        }
        if (over.get("records") instanceof String blob) {
            return records(blob);
        }
        if (over.get("results") instanceof List<?> sources) {
            return results(sources);
        }
        return slice();
    }

    private static ItemSource.Range numbers(List<?> range) {
        return new ItemSource.Range(number(range.get(0), 0), number(range.get(1), 0), number(range.get(2), 1));
    }

    private List<Line> lines(String blob) throws InvalidSourceException {
        return input.lines(new BlobId(blob), number(over.get("from"), 0), number(over.get("to"), 0));
    }

    private List<@Nullable Object> records(String blob) throws InvalidSourceException {
        List<@Nullable Object> records = new ArrayList<>();
        for (Line line : lines(blob)) {
            if (!line.text().isBlank()) {
                try {
                    records.add(input.json().value(line.text()));
                } catch (JacksonException e) {
                    throw new InvalidSourceException("the line at byte " + line.at() + " of " + blob
                            + " is invalid JSON: " + HandlerJson.reason(e));
                }
            }
        }
        return records;
    }

    private List<@Nullable Object> slice() throws InvalidSourceException {
        long from = number(over.get("from"), 0);
        long to = number(over.get("to"), Long.MAX_VALUE);
        return input.json().list(whole().json(), from, to);
    }

    /** The list of which the part is a slice. */
    private JsonText whole() throws InvalidSourceException {
        String name = "the value";
        JsonText whole;
        if (over.get("result") instanceof String text) {
            TaskId task = new TaskId(text);
            name = "the result of task " + task;
            whole = Objects.requireNonNull(input.results(Set.of(task)).get(task));
        } else if (over.containsKey("value")) {
            whole = input.result(input.json().write(over.get("value")));
        } else {
            throw new InvalidSourceException("a part must declare its items, got: " + over.keySet());
        }
        if (!whole.json().stripLeading().startsWith("[")) {
            String shown =
                    whole.json().length() > SHOWN_MAX ? whole.json().substring(0, SHOWN_MAX) + "…" : whole.json();
            throw new InvalidSourceException("the items of a map must be a list, " + name + " is: " + shown);
        }
        return whole;
    }

    /** The results of several tasks. */
    private List<@Nullable Object> results(List<?> sources) throws InvalidSourceException {
        Set<TaskId> tasks = new LinkedHashSet<>();
        sources.forEach(source -> collect(source, tasks));
        Map<TaskId, JsonText> values = input.results(tasks);
        List<@Nullable Object> items = new ArrayList<>();
        for (Object source : sources) {
            items.add(value(source, values));
        }
        return items;
    }

    private static void collect(@Nullable Object source, Set<TaskId> tasks) {
        if (source instanceof Map<?, ?> where) {
            if (where.get("result") instanceof String task) {
                tasks.add(new TaskId(task));
            }
            if (where.get("results") instanceof List<?> more) {
                more.forEach(each -> collect(each, tasks));
            }
        }
    }

    private static @Nullable Object value(@Nullable Object source, Map<TaskId, JsonText> values) {
        Map<?, ?> where = source instanceof Map<?, ?> map ? map : Map.of();
        if (where.get("result") instanceof String task) {
            return values.get(new TaskId(task));
        }
        if (!(where.get("results") instanceof List<?> more)) {
            return where.get("value");
        }
        List<@Nullable Object> list = new ArrayList<>();
        more.forEach(each -> list.add(value(each, values)));
        if (!(where.get("names") instanceof List<?> names)) {
            return list;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size() && i < list.size(); i++) {
            named.put(String.valueOf(names.get(i)), list.get(i));
        }
        return named;
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }
}

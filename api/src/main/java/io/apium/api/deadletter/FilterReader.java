package io.apium.api.deadletter;

import io.apium.api.json.Place;
import io.apium.api.problem.Refusal;
import io.apium.api.problem.Refused;
import io.apium.store.DeadLetters.Cause;
import io.apium.store.DeadLetters.Filter;
import io.apium.task.QueueName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which letters are meant, from a query or from JSON. */
final class FilterReader {

    private static final int TEXT_LENGTH_MAX = 255;
    private static final String CAUSES =
            Arrays.stream(Cause.values()).map(Enum::name).collect(Collectors.joining(", "));

    private FilterReader() {}

    /** @throws Refused when a parameter makes no sense */
    static Filter read(@Nullable String cause, @Nullable String task, @Nullable String queue) {
        return new Filter(
                cause == null ? null : cause(cause, wrong -> refuse("cause " + wrong)),
                task == null ? null : name(task),
                queue == null ? null : queue(queue, wrong -> refuse("queue " + wrong)));
    }

    static Filter read(Place place) {
        return new Filter(
                place.field("cause", FilterReader::cause),
                place.field("task", FilterReader::text),
                place.field("queue", FilterReader::queue));
    }

    static @Nullable QueueName queue(Place place) {
        String text = text(place);
        return text == null ? null : queue(text, place::wrong);
    }

    /** The query that the filter was read from. */
    static Map<String, String> query(Filter filter) {
        Map<String, String> query = new LinkedHashMap<>();
        if (filter.cause() != null) {
            query.put("cause", filter.cause().name());
        }
        if (filter.task() != null) {
            query.put("task", filter.task());
        }
        if (filter.queue() != null) {
            query.put("queue", filter.queue().name());
        }
        return query;
    }

    private static @Nullable String text(Place place) {
        return place.text(TEXT_LENGTH_MAX);
    }

    private static @Nullable Cause cause(Place place) {
        String text = text(place);
        return text == null ? null : cause(text, place::wrong);
    }

    private static @Nullable Cause cause(String text, Consumer<String> wrong) {
        for (Cause cause : Cause.values()) {
            if (cause.name().equals(text)) {
                return cause;
            }
        }
        wrong.accept("is one of " + CAUSES + ", got: '" + text + "'");
        return null;
    }

    private static String name(String task) {
        if (task.isBlank() || task.length() > TEXT_LENGTH_MAX) {
            refuse("task has 1 to " + TEXT_LENGTH_MAX + " characters, got: " + task.length());
        }
        return task;
    }

    private static @Nullable QueueName queue(String text, Consumer<String> wrong) {
        try {
            return new QueueName(text);
        } catch (IllegalArgumentException malformed) {
            wrong.accept("is wrong: " + malformed.getMessage());
            return null;
        }
    }

    private static void refuse(String detail) {
        throw new Refused(new Refusal.BadParameter(detail));
    }
}

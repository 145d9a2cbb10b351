package io.apium.api.deadletter;

import io.apium.api.canvas.NameReader;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.JsonCursor;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.task.QueueName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a filter of dead letters from query parameters or from JSON. */
final class DeadLetterFilterReader {

    private static final String CAUSES =
            Arrays.stream(Cause.values()).map(Enum::name).collect(Collectors.joining(", "));

    private DeadLetterFilterReader() {}

    /** @throws ApiException when a parameter is invalid */
    static Filter read(@Nullable String cause, @Nullable String task, @Nullable String queue) {
        return new Filter(
                cause == null ? null : cause(cause),
                task == null ? null : name(task),
                queue == null ? null : queue(queue));
    }

    static Filter read(JsonCursor cursor) {
        return new Filter(
                cursor.field("cause", cause -> cause.oneOf(Cause.values(), Enum::name)),
                cursor.field("task", NameReader::task),
                cursor.field("queue", NameReader::queue));
    }

    /** The query parameters of the filter. */
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

    private static Cause cause(String text) {
        try {
            return Cause.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw refused("cause is one of " + CAUSES + ", got: " + PlainText.shown(text));
        }
    }

    private static String name(String task) {
        try {
            return PlainText.check(MessageBounds.TASK_NAME, task);
        } catch (IllegalArgumentException malformed) {
            throw refused(String.valueOf(malformed.getMessage()));
        }
    }

    private static QueueName queue(String queue) {
        try {
            return new QueueName(queue);
        } catch (IllegalArgumentException malformed) {
            throw refused("queue is wrong: " + malformed.getMessage());
        }
    }

    private static ApiException refused(String detail) {
        return new ApiException(new ApiError.BadParameter(detail));
    }
}

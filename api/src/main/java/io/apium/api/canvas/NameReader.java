package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import io.apium.bound.Bound;
import io.apium.bound.MessageBounds;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the names of tasks, queues and groups. */
public final class NameReader {

    private NameReader() {}

    public static @Nullable String task(JsonCursor cursor) {
        return cursor.text(MessageBounds.TASK_NAME);
    }

    public static @Nullable QueueName queue(JsonCursor cursor) {
        return named(cursor, MessageBounds.QUEUE_NAME, QueueName::new);
    }

    public static @Nullable GroupId group(JsonCursor cursor) {
        return named(cursor, MessageBounds.GROUP_ID, GroupId::new);
    }

    public static @Nullable TaskId id(JsonCursor cursor) {
        return named(cursor, MessageBounds.TASK_ID, TaskId::new);
    }

    /** The name as {@code form} parses it; {@code form} throws when the name is invalid. */
    private static <T> @Nullable T named(JsonCursor cursor, Bound bound, Function<String, T> form) {
        String text = cursor.text(bound);
        try {
            return text == null ? null : form.apply(text);
        } catch (IllegalArgumentException malformed) {
            cursor.wrong("is invalid: " + malformed.getMessage());
            return null;
        }
    }
}

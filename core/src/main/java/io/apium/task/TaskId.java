package io.apium.task;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The name of one task, unique for all time. Celery sends UUIDs but accepts any string, and so does Apium: 1 to 255
 * bytes of UTF-8, without control characters.
 */
public record TaskId(String value) {

    public TaskId {
        PlainText.check(MessageBounds.TASK_ID, value);
    }

    public static TaskId random() {
        return new TaskId(UUID.randomUUID().toString());
    }

    /** The id that belongs to {@code name}: the same at every call. */
    public static TaskId named(String name) {
        return new TaskId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /**
     * The id of what follows from this task at {@code path}: the same at every call, so that a follow-up which is
     * published twice is recognised as one.
     */
    public TaskId follower(String path) {
        return named(value + "/" + path);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.apium.task;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The id of one task, unique for all time. Celery sends UUIDs but accepts any string, and so does Apium: 1 to 255 bytes
 * of UTF-8, without control characters.
 */
public record TaskId(String value) {

    public TaskId {
        PlainText.check(MessageBounds.TASK_ID, value);
    }

    public static TaskId random() {
        return new TaskId(UUID.randomUUID().toString());
    }

    /** The id derived from {@code name}: the same for every call. */
    public static TaskId named(String name) {
        return new TaskId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /**
     * The id of a follow-up of this task at {@code path}: the same for every call, so that a follow-up which is
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

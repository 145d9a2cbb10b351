package io.apium.task;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The name of one task, unique for all time. Celery sends UUIDs but accepts any string, and so does Apium: 1 to 255
 * characters.
 */
public record TaskId(String value) {

    private static final int LENGTH_MAX = 255;

    public TaskId {
        if (value.isBlank() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a task id has 1 to " + LENGTH_MAX + " characters, got: '" + value + "'");
        }
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

package io.apium.task;

import java.nio.charset.StandardCharsets;

/**
 * A value as JSON text. It is written once, by whoever made the value, and then only copied: into the result record, into
 * the message of the next task, into a chord's list of parts.
 */
public record JsonText(String json) {

    public static final JsonText NULL = new JsonText("null");

    public JsonText {
        if (json.isEmpty()) {
            throw new IllegalArgumentException("a payload is JSON text, which is never empty");
        }
    }

    /** The length in bytes of UTF-8, which is how limits are counted. */
    public int bytes() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }
}

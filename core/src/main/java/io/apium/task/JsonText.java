package io.apium.task;

import java.nio.charset.StandardCharsets;

/**
 * A value as JSON text. It is serialized once, where the value is made, and then only copied: into the result record,
 * into the message of the next task, into a chord's results.
 */
public record JsonText(String json) {

    public static final JsonText NULL = new JsonText("null");

    public JsonText {
        if (json.isEmpty()) {
            throw new IllegalArgumentException("JSON text must not be empty");
        }
    }

    /** The length in bytes of UTF-8, which limits count. */
    public int bytes() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }
}

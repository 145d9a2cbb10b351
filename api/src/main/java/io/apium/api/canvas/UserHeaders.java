package io.apium.api.canvas;

import io.apium.api.json.Json;
import io.apium.api.json.Place;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the headers that travel with a task's message and mean nothing to the queue. */
final class UserHeaders {

    /** All headers must fit one frame of AMQP, 128 KB, beside the queue's own. */
    private static final int BYTES_MAX = 16 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    /** What Celery's message protocol gives a meaning to; ours begin with {@code apium_}. */
    private static final Set<String> TAKEN = Set.of(
            "lang",
            "task",
            "id",
            "shadow",
            "eta",
            "expires",
            "group",
            "group_index",
            "retries",
            "timelimit",
            "root_id",
            "parent_id",
            "argsrepr",
            "kwargsrepr",
            "origin",
            "ignore_result",
            "compression",
            "stamps",
            "stamped_headers",
            "replaced_task_nesting");

    private UserHeaders() {}

    static Map<String, @Nullable Object> read(Place place) {
        Map<String, @Nullable Object> headers = place.object();
        for (String name : headers.keySet()) {
            if (TAKEN.contains(name)
                    || name.startsWith("x-")
                    || name.startsWith("apium_")
                    || !NAME.matcher(name).matches()) {
                place.wrong(
                        "has names of 1 to 128 letters, digits or _ . : - that the protocol itself does not use, got: '"
                                + name + "'");
            }
        }
        if (Json.write(headers).length > BYTES_MAX) {
            place.wrong("has at most " + BYTES_MAX + " bytes in all");
        }
        return headers;
    }
}

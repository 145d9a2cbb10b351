package io.apium.api.canvas;

import io.apium.api.bound.ApiBounds;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.bound.PlainText;
import io.apium.canvas.ReservedHeaders;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Links;
import io.apium.canvas.TaskOptions.Reply;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.canvas.TaskOptions.Timing;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads user-defined headers of a task message. */
final class UserHeaders {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private UserHeaders() {}

    static Map<String, @Nullable Object> read(JsonCursor cursor) {
        Map<String, @Nullable Object> headers = cursor.object();
        if (!cursor.isObject()) {
            return headers;
        }
        cursor.fields().forEach(UserHeaders::check);
        if (!ApiBounds.HEADERS_COUNT.allows(headers.size())) {
            cursor.wrong("exceeds a limit: " + ApiBounds.HEADERS_COUNT.exceeded(headers.size()));
        }
        int bytes = ApiJson.write(headers).length;
        if (!ApiBounds.HEADERS_BYTES.allows(bytes)) {
            cursor.wrong("exceeds a limit: " + ApiBounds.HEADERS_BYTES.exceeded(bytes));
        }
        return cursor.hasMistakes() || !isSendable(cursor, headers) ? Map.of() : headers;
    }

    /** The limits of a message are stricter than those of HTTP. */
    private static boolean isSendable(JsonCursor cursor, Map<String, @Nullable Object> headers) {
        try {
            TaskOptions _ =
                    new TaskOptions(null, Routing.DEFAULT, Timing.NONE, Links.NONE, Reply.DEFAULT, null, headers);
            return true;
        } catch (IllegalArgumentException unsendable) {
            cursor.wrong("is invalid: " + unsendable.getMessage());
            return false;
        }
    }

    private static void check(String name, JsonCursor header) {
        if (isReserved(name)) {
            header.wrong(
                    "must not be a reserved header: CC, BCC, the headers of Celery's messages, and names that begin with"
                            + " x- or apium_ cannot be set");
        } else if (!NAME.matcher(name).matches()) {
            header.wrong("must be named by 1 to 128 letters, digits or _ . : -");
        }
        checkInside(header, 1);
    }

    /** RabbitMQ compares names with case, but readers do not: a reserved name in another case is rejected, too. */
    private static boolean isReserved(String name) {
        return ReservedHeaders.contains(name.toLowerCase(Locale.ROOT))
                || ReservedHeaders.contains(name.toUpperCase(Locale.ROOT));
    }

    private static void checkInside(JsonCursor value, int depth) {
        if (!ApiBounds.HEADERS_NESTING.allows(depth)) {
            value.wrong("exceeds a limit: " + ApiBounds.HEADERS_NESTING.exceeded(depth));
        } else if (value.isList()) {
            value.elements().forEach(element -> checkInside(element, depth + 1));
        } else if (value.isObject()) {
            value.fields().forEach((key, element) -> {
                checkKey(key, element);
                checkInside(element, depth + 1);
            });
        }
    }

    private static void checkKey(String key, JsonCursor value) {
        try {
            PlainText.check(ApiBounds.HEADER_KEY, key);
        } catch (IllegalArgumentException malformed) {
            value.wrong("is invalid: " + malformed.getMessage());
        }
    }
}

package io.apium.api.task;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.error.FieldError;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.ValueCount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of a batch. Each is parsed when its supplier is called, so an unreadable task does not affect the others.
 */
final class BatchBody {

    private BatchBody() {}

    /** A JSON array. */
    static List<Supplier<JsonCursor>> array(byte[] body) {
        JsonNode array = ApiJson.read(body);
        if (!array.isArray()) {
            throw invalid("must be a list of tasks");
        }
        List<Supplier<JsonCursor>> tasks = new ArrayList<>(array.size());
        array.forEach(node -> tasks.add(() -> JsonCursor.root(node)));
        return counted(tasks);
    }

    /** One JSON object per line (NDJSON); blank lines are ignored. */
    static List<Supplier<JsonCursor>> lines(byte[] body) {
        List<Supplier<JsonCursor>> tasks = new ArrayList<>();
        ValueCount values = new ValueCount();
        for (int start = 0; start < body.length && ApiBounds.BATCH_TASKS.allows(tasks.size()); ) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            int from = start;
            int length = end - start;
            if (!new String(body, from, length, StandardCharsets.UTF_8).isBlank()) {
                tasks.add(() -> JsonCursor.root(ApiJson.read(body, from, length, values)));
            }
            start = end + 1;
        }
        return counted(tasks);
    }

    private static List<Supplier<JsonCursor>> counted(List<Supplier<JsonCursor>> tasks) {
        if (tasks.isEmpty() || !ApiBounds.BATCH_TASKS.allows(tasks.size())) {
            throw invalid("must have 1 to " + ApiBounds.BATCH_TASKS.max() + " tasks, got: " + tasks.size()
                    + (tasks.isEmpty() ? "" : " or more"));
        }
        return tasks;
    }

    private static ApiException invalid(String detail) {
        return new ApiException(new ApiError.Invalid(List.of(new FieldError("", detail))));
    }
}

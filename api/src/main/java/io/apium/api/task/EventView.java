package io.apium.api.task;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.apium.api.json.StandardJson;
import io.apium.store.TaskHistory.Event;
import io.apium.task.JsonText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of a task. */
@Schema(description = "The data of an event; the last event has the task (TaskView) instead")
public record EventView(
        String state,

        Instant at,

        @Nullable String queue,

        @Nullable String worker,

        @Schema(implementation = Object.class, description = "any JSON that the handler reported")
        @JsonRawValue
        @Nullable
        String progress,

        @Schema(description = "the error of the failed attempt, in one line") @Nullable
        String reason,

        @Schema(description = "number of attempts made so far") @Nullable
        Integer retries,

        @Schema(description = "the time of the next attempt") @Nullable
        Instant eta) {

    static EventView of(Event event) {
        String retries = event.details().get("retries");
        String due = event.details().get("due");
        String progress = event.details().get("progress");
        return new EventView(
                event.state(),
                event.at(),
                event.details().get("queue"),
                event.details().get("worker"),
                progress == null ? null : StandardJson.of(new JsonText(progress)),
                event.details().get("error"),
                retries == null ? null : Integer.valueOf(retries),
                due == null ? null : Instant.parse(due));
    }
}

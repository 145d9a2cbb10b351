package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A letter that is on its way once more. */
@Schema(description = "A letter that is on its way once more")
public record ReplayView(
        String id,

        @Schema(description = "where its message went") String queue,

        @Nullable String task,

        @Nullable String taskId) {}

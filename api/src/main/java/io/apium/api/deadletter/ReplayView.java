package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A replayed dead letter. */
@Schema(description = "A replayed dead letter")
public record ReplayView(
        String id,

        @Schema(description = "the queue that its message was sent to")
        String queue,

        @Nullable String task,

        @Nullable String taskId) {}

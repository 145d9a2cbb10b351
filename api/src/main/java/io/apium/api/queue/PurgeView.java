package io.apium.api.queue;

import io.swagger.v3.oas.annotations.media.Schema;

/** The result of a purge. */
@Schema(description = "The result of a purge")
public record PurgeView(
        String queue,

        @Schema(description = "the number of deleted messages")
        int purged) {}

package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a replay by filter came to. */
@Schema(description = "What a replay by filter came to")
public record ReplaysView(
        int replayed,

        @Schema(description = "whether there may be more: ask again")
        boolean more) {}

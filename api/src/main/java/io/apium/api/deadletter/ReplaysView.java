package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;

/** The result of a replay by filter. */
@Schema(description = "The result of a replay by filter")
public record ReplaysView(
        int replayed,

        @Schema(description = "whether more dead letters may match: repeat the request")
        boolean more) {}

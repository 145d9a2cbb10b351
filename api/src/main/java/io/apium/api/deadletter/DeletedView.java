package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;

/** The result of a deletion by filter. */
@Schema(description = "The result of a deletion by filter")
public record DeletedView(
        int deleted,

        @Schema(description = "whether more dead letters may match: repeat the request")
        boolean more) {}

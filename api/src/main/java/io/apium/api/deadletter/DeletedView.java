package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a deletion by filter came to. */
@Schema(description = "What a deletion by filter came to")
public record DeletedView(
        int deleted,

        @Schema(description = "whether there may be more: ask again")
        boolean more) {}

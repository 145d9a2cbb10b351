package io.apium.api.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of dead letters. */
@Schema(description = "A page of dead letters, newest first")
public record DeadLettersView(
        List<DeadLetterView> items,

        @Schema(description = "the path of the next page; missing on the last") @Nullable
        String next) {}

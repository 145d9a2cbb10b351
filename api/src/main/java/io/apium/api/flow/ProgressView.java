package io.apium.api.flow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a flow is. */
@Schema(name = "FlowProgress", description = "How far a flow is; what is not known is left out")
public record ProgressView(
        @Schema(description = "tasks of a canvas flow, nodes of any other flow")
        int total,

        @Schema(description = "those that have ended, well or not")
        int done,

        @Schema(description = "those that have not ended well")
        int failed,

        @Schema(description = "items of its maps, as far as they can be counted") @Nullable
        Amount items,

        @Schema(description = "bytes of the texts that its maps go over") @Nullable
        Amount bytes,

        @Schema(description = "items that workers have done in a second, since the first began") @Nullable
        Double itemsPerSecond,

        @Schema(description = "when its maps are done if they go on like this") @Nullable
        Instant estimatedEnd) {

    /** So many of so many. */
    @Schema(name = "Amount")
    public record Amount(long total, long done) {

        Amount and(Amount other) {
            return new Amount(total + other.total, done + other.done);
        }
    }

    static ProgressView ofTasks(int total, long done, long failed) {
        return new ProgressView(total, (int) done, (int) failed, null, null, null, null);
    }
}

package io.apium.api.flow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The progress of a flow. */
@Schema(name = "FlowProgress", description = "The progress of a flow; unknown fields are missing")
public record ProgressView(
        @Schema(description = "tasks of a canvas flow, nodes of any other flow")
        int total,

        @Schema(description = "ended tasks or nodes, successful or not")
        int done,

        @Schema(description = "ended tasks or nodes that were not successful")
        int failed,

        @Schema(description = "items of its maps, where their number is known") @Nullable
        Amount items,

        @Schema(description = "bytes of the blobs whose lines or records its maps read") @Nullable
        Amount bytes,

        @Schema(description = "processed items per second, from the first start of a task to the last end") @Nullable
        Double itemsPerSecond,

        @Schema(description = "the estimated end of its maps at their average speed") @Nullable
        Instant estimatedEnd) {

    /** A number of items or bytes, in total and processed. */
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

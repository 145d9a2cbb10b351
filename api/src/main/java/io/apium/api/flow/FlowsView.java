package io.apium.api.flow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of flows. */
@Schema(name = "FlowsPage", description = "One page of flows, the newest first")
public record FlowsView(
        List<Line> flows,

        @Schema(description = "the path of the next page, if there is one; a page may be short and yet not the last")
        @Nullable
        String next) {

    /** One flow, without its result and its tasks. */
    @Schema(name = "FlowLine")
    public record Line(
            String id,

            String kind,

            String state,

            ProgressView progress,

            Instant startedAt,

            @Nullable Instant endedAt) {

        static Line of(FlowView flow) {
            return new Line(flow.id(), flow.kind(), flow.state(), flow.progress(), flow.startedAt(), flow.endedAt());
        }
    }
}

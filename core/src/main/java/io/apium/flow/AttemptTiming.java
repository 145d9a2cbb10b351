package io.apium.flow;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.FlowHeader;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt of a task of a flow, as its worker measured it.
 *
 * @param slots size of the pool that ran it
 * @param items items of a map; 0 for a join and for a task outside of a map
 */
public record AttemptTiming(FlowHeader mark, String worker, int slots, Instant startedAt, Duration took, long items) {

    /** The attempt as a row that can be added to the row of the same worker and node. */
    public FlowTimings.Row row() {
        Instant sent = mark.sentAt();
        boolean waited = sent != null && sent.isBefore(startedAt);
        return new FlowTimings.Row(
                mark.node(),
                worker,
                slots,
                1,
                items,
                items > 0 ? took : Duration.ZERO,
                took,
                waited ? Duration.between(sent, startedAt) : Duration.ZERO,
                startedAt,
                SaturatingTime.plus(startedAt, took));
    }
}

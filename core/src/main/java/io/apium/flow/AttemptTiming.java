package io.apium.flow;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.FlowHeader;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt at a task of a flow, as the worker that made it saw it.
 *
 * @param slots how many the pool had that it ran in
 * @param items of a map, 0 where it only joined or was no part of a map
 */
public record AttemptTiming(FlowHeader mark, String worker, int slots, Instant startedAt, Duration took, long items) {

    /** What it adds to what the worker did for the node. */
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

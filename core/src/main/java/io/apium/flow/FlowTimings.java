package io.apium.flow;

import io.apium.bound.SaturatingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the tasks of a flow took, one row for each worker and node. Repeated attempts are counted each. */
public record FlowTimings(List<Row> rows) {

    public static final FlowTimings NONE = new FlowTimings(List.of());

    public FlowTimings {
        rows = List.copyOf(rows);
    }

    /**
     * The work of one worker for one node.
     *
     * @param slots the largest size of the worker's pool
     * @param runs attempts, including joins
     * @param items items of the parts
     * @param parts total time of the parts
     * @param busy total time of all attempts
     * @param waited total time of waiting for a slot, where it is known
     * @param first start of the first attempt
     * @param last end of the last attempt
     */
    public record Row(
            int node,
            String worker,
            int slots,
            long runs,
            long items,
            Duration parts,
            Duration busy,
            Duration waited,
            Instant first,
            Instant last) {

        /** The sum of two rows of the same worker and node. */
        public Row and(Row other) {
            return new Row(
                    node,
                    worker,
                    Math.max(slots, other.slots),
                    runs + other.runs,
                    items + other.items,
                    SaturatingTime.plus(parts, other.parts),
                    SaturatingTime.plus(busy, other.busy),
                    SaturatingTime.plus(waited, other.waited),
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** The mean time of an item of a node, in seconds; null while no part has ended. */
    @Nullable
    Double itemSeconds(int node) {
        long items = 0;
        Duration parts = Duration.ZERO;
        for (Row row : rows) {
            if (row.node() == node) {
                items += row.items();
                parts = SaturatingTime.plus(parts, row.parts());
            }
        }
        return items == 0 ? null : parts.toNanos() / 1e9 / items;
    }
}

package io.apium.flow;

import io.apium.bound.SaturatingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the tasks of a flow took, each worker's of each node. Work that was done twice is counted twice. */
public record FlowTimings(List<Row> rows) {

    public static final FlowTimings NONE = new FlowTimings(List.of());

    public FlowTimings {
        rows = List.copyOf(rows);
    }

    /**
     * What one worker did for one node.
     *
     * @param slots of the pool that did it, the most that there were
     * @param runs attempts, those that joined among them
     * @param items of parts
     * @param parts how long the parts took together
     * @param busy how long all took together
     * @param waited how long they had waited together for a slot, where that is known
     * @param first when the first began
     * @param last when the last ended
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

        /** Both together, of the same worker and node. */
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

    /** How long an item of a node's takes, in seconds; null where none has ended. */
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

package io.apium.flow.plan;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of a plan. */
public final class FlowBounds {

    private static final String PLAN = "the value's constructor, so HTTP, Java and handlers that return a flow";
    private static final String REFUSED =
            "HTTP 422; Java: IllegalArgumentException; from a handler: FAILURE of its task";

    public static final Bound NODES = plan("nodes of a flow", 2_000, BoundUnit.COUNT);
    public static final Bound GRAPH_LEVELS = plan("nesting of a flow", 32, BoundUnit.LEVELS);
    public static final Bound FLOWS_IN_FLOWS = plan("flows in place of tasks of flows", 32, BoundUnit.LEVELS);
    public static final Bound MAP_CHUNK = plan("items of a part of a map", 100_000, BoundUnit.COUNT);
    public static final Bound MAP_CHUNK_BYTES = plan("part of a map over lines", 4_194_304, BoundUnit.BYTES);
    public static final Bound MAP_WINDOW = plan("parts of a map at once", 10_000, BoundUnit.COUNT);
    public static final Bound SCATTER_SLICES = plan("slices of a scatter", 1_000, BoundUnit.COUNT);
    public static final Bound REDUCE_FAN_IN = plan("fan-in of a reduce", 10_000, BoundUnit.COUNT);

    private FlowBounds() {}

    private static Bound plan(String name, long max, BoundUnit unit) {
        return Bound.fixed(name, max, unit, PLAN, REFUSED);
    }
}

package io.apium.worker.input;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of what a worker reads for a message from blobs and results. */
public final class SourceBounds {

    private static final String READER = "the worker, while it reads what a task goes over";
    private static final String FAILED = "FAILURE of the task";

    public static final Bound READ_BYTES =
            Bound.fixed("everything that is read for one message", 256L << 20, BoundUnit.BYTES, READER, FAILED);

    /** More numbers than any part of a map has. */
    public static final Bound RANGE_ITEMS =
            Bound.fixed("numbers of a range in one part of a map", 10_000_000, BoundUnit.COUNT, READER, FAILED);

    public static final Bound LINE_BYTES = Bound.fixed("line of a blob", 16 << 20, BoundUnit.BYTES, READER, FAILED);

    private SourceBounds() {}
}

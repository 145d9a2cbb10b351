package io.apium.worker;

import io.apium.bound.Bound;
import io.apium.bound.Unit;

/** The limits of what a worker does with one message. */
public final class WorkerBounds {

    /** How often the processing of one message may fail in one worker, outages aside. */
    public static final Bound PROCESSING_FAILURES = Bound.fixed(
            "failures to process one message",
            5,
            Unit.COUNT,
            "the worker that has the message in hand",
            "FAILURE and a dead letter of cause UNPROCESSABLE");

    private WorkerBounds() {}
}

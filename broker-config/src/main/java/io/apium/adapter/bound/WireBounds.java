package io.apium.adapter.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of what is read from RabbitMQ beside tasks. Those of task messages are in {@code MessageBounds}. */
public final class WireBounds {

    /** Of the message of an order for Celery's remote control. */
    public static final Bound ORDER = Bound.fixed(
            "remote control order",
            1_000_000,
            BoundUnit.BYTES,
            "every worker's mailbox",
            "the order is logged and dropped");

    public static final Bound ORDER_PATTERN = Bound.fixed(
            "pattern of a remote control order",
            500,
            BoundUnit.CHARACTERS,
            "every worker's mailbox",
            "the order is logged and dropped");

    /** RE2/J compiles a copy for each repetition. */
    public static final Bound ORDER_PATTERN_REPEATS = Bound.fixed(
            "product of the counts {n} in a pattern of a remote control order",
            1_000,
            BoundUnit.COUNT,
            "every worker's mailbox",
            "the order is logged and dropped");

    public static final Bound HEADER_SECONDS = Bound.fixed(
            "seconds in a header of a message",
            1_000_000_000_000L,
            BoundUnit.SECONDS,
            "every reader of messages",
            "FAILURE and a dead letter");

    private WireBounds() {}
}

package io.apium.adapter.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/**
 * The limits of what is read from RabbitMQ in addition to tasks. Those of task messages are in {@code MessageBounds}.
 */
public final class WireBounds {

    /** For the message of a remote control command. */
    public static final Bound COMMAND = Bound.fixed(
            "remote control command",
            1_000_000,
            BoundUnit.BYTES,
            "every worker's mailbox",
            "the command is logged and dropped");

    public static final Bound COMMAND_PATTERN = Bound.fixed(
            "pattern of a remote control command",
            500,
            BoundUnit.CHARACTERS,
            "every worker's mailbox",
            "the command is logged and dropped");

    /** RE2/J compiles a copy for each repetition. */
    public static final Bound COMMAND_PATTERN_REPEATS = Bound.fixed(
            "product of the counts {n} in a pattern of a remote control command",
            1_000,
            BoundUnit.COUNT,
            "every worker's mailbox",
            "the command is logged and dropped");

    public static final Bound HEADER_SECONDS = Bound.fixed(
            "seconds in a header of a message",
            1_000_000_000_000L,
            BoundUnit.SECONDS,
            "every reader of messages",
            "FAILURE and a dead letter");

    private WireBounds() {}
}

package io.apium.adapter.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of messages to and from RabbitMQ. */
public final class RabbitBounds {

    private static final String PUBLISHES = "every publish, before a byte is sent";
    private static final String REJECTED = "Java: MessageRejectedException; other messages are not affected";

    /** RabbitMQ's default; requested explicitly, so that a server with a larger one sends no larger frames. */
    public static final Bound FRAME = Bound.fixed(
            "headers and properties of a message as one AMQP frame", 131_072, BoundUnit.BYTES, PUBLISHES, REJECTED);

    /** AMQP's short strings: names of headers and most properties. */
    public static final Bound SHORT_STRING =
            Bound.fixed("header name or message property", 255, BoundUnit.BYTES, PUBLISHES, REJECTED);

    /** The client reads a table recursively, and each level increases the cost of every byte in it. */
    public static final Bound HEADER_LEVELS = Bound.fixed(
            "header",
            100,
            BoundUnit.LEVELS,
            "every publish, and the reader of frames",
            "published: " + REJECTED + "; in a message from a queue: FAILURE and a dead letter without that header");

    /** A command of Celery's remote control. */
    public static final Bound COMMAND_BYTES = Bound.fixed(
            "remote control command as it comes from RabbitMQ",
            1_000_000,
            BoundUnit.BYTES,
            "the reader of frames",
            "the command is ignored and logged");

    /** Above it a queue is declared again when it is used again: one more round trip. */
    public static final Bound DECLARED_QUEUES = Bound.fixed(
            "queues remembered as declared", 10_000, BoundUnit.COUNT, "each process", "another queue is forgotten");

    public static final Bound NODE_NAME = Bound.fixed(
            "name of a node of remote control",
            200,
            BoundUnit.BYTES,
            "every worker and scheduler at its start",
            "the process does not start; the error names the key");

    private RabbitBounds() {}
}

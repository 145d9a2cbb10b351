package io.apium.brokerconfig.wire;

import io.apium.bound.Bound;
import io.apium.bound.MessageBounds;
import io.apium.bound.Unit;

/**
 * How deep JSON may be that Apium writes around the values of {@link MessageBounds#NESTING}. What is read from a queue may be
 * as deep as anything that is written there, and what is read from the store deeper still: whatever was let in can always be
 * read again.
 */
public final class WireBounds {

    /** Three levels of a signature for one of a request, such as for a link of a link. */
    public static final Bound MESSAGE_NESTING = Bound.fixed(
            "nesting of a message body",
            3 * MessageBounds.NESTING.max() + 100,
            Unit.LEVELS,
            "every reader of messages",
            "FAILURE and a dead letter");

    /** Numbers and keys that are stored have no bound of their own. */
    public static final Bound STORED_NESTING = Bound.fixed(
            "nesting of stored JSON",
            MESSAGE_NESTING.max() + 500,
            Unit.LEVELS,
            "every reader and writer of records, entries and messages",
            "the record, entry or message is skipped and reported");

    /** Of the message of an order for Celery's remote control. */
    public static final Bound ORDER = Bound.fixed(
            "remote control order", 1_000_000, Unit.BYTES, "every worker's mailbox", "the order is logged and dropped");

    public static final Bound ORDER_PATTERN = Bound.fixed(
            "pattern of a remote control order",
            500,
            Unit.CHARACTERS,
            "every worker's mailbox",
            "the order is logged and dropped");

    private WireBounds() {}
}

package io.apium.bound;

/** The limits of what every task message carries. AMQP gives a short string 255 bytes, and each of these may become one. */
public final class MessageBounds {

    private static final String READERS = "the value's constructor, so every reader and writer";
    private static final String REFUSED =
            "HTTP 422; Java: IllegalArgumentException; in a message from a queue: FAILURE and a dead letter";

    public static final Bound TASK_ID = Bound.fixed("task id", 255, Unit.BYTES, READERS, REFUSED);
    public static final Bound GROUP_ID = Bound.fixed("group id", 255, Unit.BYTES, READERS, REFUSED);
    public static final Bound TASK_NAME = Bound.fixed("task name", 255, Unit.BYTES, READERS, REFUSED);
    public static final Bound QUEUE_NAME = Bound.fixed("queue name", 255, Unit.BYTES, READERS, REFUSED);
    public static final Bound SCHEDULE_NAME = Bound.fixed("schedule name", 200, Unit.BYTES, READERS, REFUSED);
    public static final Bound REPLY_TO = Bound.fixed("reply_to", 255, Unit.BYTES, READERS, REFUSED);
    public static final Bound SHADOW = Bound.fixed("shadow name", 255, Unit.BYTES, READERS, REFUSED);

    private MessageBounds() {}
}

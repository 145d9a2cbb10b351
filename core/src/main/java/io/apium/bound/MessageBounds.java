package io.apium.bound;

/**
 * The limits of the fields of a task message. An AMQP short string has at most 255 bytes, and each of these fields may
 * become one.
 */
public final class MessageBounds {

    private static final String READERS = "the value's constructor, so every reader and writer";
    private static final String REFUSED =
            "HTTP 422; Java: IllegalArgumentException; in a message from a queue: FAILURE and a dead letter";

    public static final Bound TASK_ID = Bound.fixed("task id", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound GROUP_ID = Bound.fixed("group id", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound TASK_NAME = Bound.fixed("task name", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound QUEUE_NAME = Bound.fixed("queue name", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound SCHEDULE_NAME = Bound.fixed("schedule name", 200, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound REPLY_TO = Bound.fixed("reply_to", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound SHADOW = Bound.fixed("shadow name", 255, BoundUnit.BYTES, READERS, REFUSED);

    public static final Bound WORKER_NAME = Bound.fixed("worker name", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound STATE = Bound.fixed("state of a task", 255, BoundUnit.BYTES, READERS, REFUSED);
    public static final Bound LIMIT_KEY = Bound.fixed(
            "limit key",
            255,
            BoundUnit.BYTES,
            "every worker that runs a task with a limit",
            "the limit is counted under a hash of the key");
    private static final String JSON_READERS =
            "request bodies, message bodies from a queue, results of handlers, commands and child processes";
    private static final String JSON_REFUSED =
            "HTTP 422; in a message from a queue: FAILURE and a dead letter; as a result: FAILURE of that task";

    /** For one JSON value: a request body, a result. Message bodies may be deeper, since they wrap such values. */
    public static final Bound NESTING = Bound.fixed("JSON nesting", 300, BoundUnit.LEVELS, JSON_READERS, JSON_REFUSED);

    /** A canvas around such values takes up to three levels of a message for one of a request. */
    public static final Bound MESSAGE_NESTING = Bound.fixed(
            "nesting of a message body",
            3 * NESTING.max() + 100,
            BoundUnit.LEVELS,
            "every reader of messages",
            "FAILURE and a dead letter");

    /** Deeper than anything that is accepted, so that every accepted value can be read again. */
    public static final Bound STORED_NESTING = Bound.fixed(
            "nesting of stored JSON",
            MESSAGE_NESTING.max() + 500,
            BoundUnit.LEVELS,
            "every reader and writer of records, entries and messages",
            "the record, entry or message is skipped and reported");

    /** Reading and writing a number takes time proportional to the square of its length. */
    public static final Bound NUMBER =
            Bound.fixed("number in JSON", 10_000, BoundUnit.DIGITS, JSON_READERS, JSON_REFUSED);

    /** For the first digit, of either sign: {@code 1e10000} and {@code 1e-10000} are the last. */
    public static final Bound EXPONENT =
            Bound.fixed("exponent of a number in JSON", 10_000, BoundUnit.COUNT, JSON_READERS, JSON_REFUSED);

    public static final Bound KEY =
            Bound.fixed("key of a JSON object", 100_000, BoundUnit.CHARACTERS, JSON_READERS, JSON_REFUSED);

    /** A parsed value takes 100 to 300 bytes. A message may contain the values of a request twice. */
    public static final Bound MESSAGE_VALUES = Bound.fixed(
            "JSON values in a message body",
            1_000_000,
            BoundUnit.COUNT,
            "every reader of messages",
            "FAILURE and a dead letter");

    public static final Bound RETRIES =
            Bound.fixed("retries made before an attempt", 1_000_000_000, BoundUnit.COUNT, READERS, REFUSED);
    public static final Bound HEADER_NAME = Bound.fixed(
            "name of a message header, or of a field of one", 255, BoundUnit.BYTES, "the options of a task", REFUSED);
    public static final Bound HEADER_NESTING =
            Bound.fixed("nesting of a message header", 20, BoundUnit.LEVELS, "the options of a task", REFUSED);

    /** All headers must fit into one AMQP frame, 128 KiB, together with those of the protocol. */
    public static final Bound HEADERS =
            Bound.fixed("message headers", 100_000, BoundUnit.BYTES, "the options of a task", REFUSED);

    private static final String DECLARED =
            "HTTP 422; Java: IllegalArgumentException; in an annotation: the worker does not start";

    public static final Bound POLICY_RETRIES =
            Bound.fixed("maxRetries of a retry policy", 10_000, BoundUnit.COUNT, READERS, DECLARED);
    public static final Bound RETRY_DELAY = Bound.fixed("delay before a retry", 366, BoundUnit.DAYS, READERS, DECLARED);
    public static final Bound LIMIT_AMOUNT = Bound.fixed(
            "starts of a rate, its burst, or concurrency of a limit", 1_000_000, BoundUnit.COUNT, READERS, DECLARED);
    public static final Bound LIMIT_PERIOD = Bound.fixed("period of a limit", 1, BoundUnit.DAYS, READERS, DECLARED);
    public static final Bound INTERVAL =
            Bound.fixed("interval of a schedule", 3_660, BoundUnit.DAYS, READERS, DECLARED);
    public static final Bound CRONTAB =
            Bound.fixed("crontab expression", 1_000, BoundUnit.CHARACTERS, READERS, DECLARED);

    private MessageBounds() {}
}

package io.apium.worker.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of what a worker does with one message. */
public final class WorkerBounds {

    /** How often the processing of one message may fail in one worker, outages aside. */
    public static final Bound PROCESSING_FAILURES = Bound.fixed(
            "failures to process one message",
            5,
            BoundUnit.COUNT,
            "the worker that processes the message",
            "FAILURE and a dead letter of cause UNPROCESSABLE");

    private static final String DECLARATION = "the start of a worker";
    private static final String NO_START = "the worker does not start; the error names the method or the key";
    private static final String ORDER = "remote control of a worker";
    private static final String ANSWER = "the command is answered with an error";

    public static final Bound TASK_NAME =
            Bound.fixed("name of a task in Java", 255, BoundUnit.CHARACTERS, DECLARATION, NO_START);
    public static final Bound TIME_LIMIT = Bound.fixed(
            "time limit of a task", 366, BoundUnit.DAYS, "the start of a worker, and remote control", NO_START);
    public static final Bound RATE_PERIOD =
            Bound.fixed("time between two starts by a rate", 366, BoundUnit.DAYS, DECLARATION, NO_START);
    public static final Bound CONSUMED_QUEUES =
            Bound.fixed("queues that a pool takes from", 1_000, BoundUnit.COUNT, ORDER, ANSWER);
    public static final Bound ORDER_TEXT =
            Bound.fixed("text in a remote control command", 1_000, BoundUnit.CHARACTERS, ORDER, ANSWER);
    public static final Bound LIMIT_KEY = Bound.fixed(
            "key of a limit",
            255,
            BoundUnit.CHARACTERS,
            "the worker, before a task with @Limit starts",
            "FAILURE of the task");
    public static final Bound YAML_FILE =
            Bound.fixed("file of commands", 1 << 20, BoundUnit.BYTES, DECLARATION, NO_START);

    private WorkerBounds() {}
}

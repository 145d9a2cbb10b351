package io.apium.api.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of HTTP requests. The limits of every task message are in {@code MessageBounds}. */
public final class ApiBounds {

    private static final String INVALID = "HTTP 422 with the JSON pointer of the place";
    private static final String SCAN = "the API, before it builds anything from a JSON body";
    private static final String HEADERS = "the API, wherever a task has options.headers";
    private static final String BATCH = "the API, in answers to POST /v1/tasks:batch";

    /** A parsed value takes 100 to 300 bytes of memory, however short its text is. */
    public static final Bound JSON_VALUES =
            Bound.fixed("values in the JSON of a request", 500_000, BoundUnit.COUNT, SCAN, INVALID);

    public static final Bound OBJECT_MEMBERS =
            Bound.fixed("members of one object", 100_000, BoundUnit.COUNT, SCAN, INVALID);

    public static final Bound MEMBER_NAME =
            Bound.fixed("the name of a member", 10_000, BoundUnit.CHARACTERS, SCAN, INVALID);

    /** Less than the limit of messages, because a flow nests the arguments of its tasks some levels deeper. */
    public static final Bound NESTING = Bound.fixed("nesting of the JSON", 200, BoundUnit.LEVELS, SCAN, INVALID);

    public static final Bound NUMBER_DIGITS = Bound.fixed("a number", 1_000, BoundUnit.CHARACTERS, SCAN, INVALID);

    public static final Bound RANGE_ITEMS = Bound.fixed(
            "a range that a flow goes over",
            1_000_000_000,
            BoundUnit.COUNT,
            "the API, in over.range of a flow",
            INVALID);

    public static final Bound HEADERS_COUNT = Bound.fixed("headers of a task", 100, BoundUnit.COUNT, HEADERS, INVALID);
    public static final Bound HEADERS_BYTES =
            Bound.fixed("headers of a task as JSON", 16 * 1024, BoundUnit.BYTES, HEADERS, INVALID);
    public static final Bound HEADERS_NESTING =
            Bound.fixed("nesting of the headers of a task", 10, BoundUnit.LEVELS, HEADERS, INVALID);

    /** AMQP writes the length of a key in one byte. */
    public static final Bound HEADER_KEY =
            Bound.fixed("the name of a header or of a key inside of one", 255, BoundUnit.BYTES, HEADERS, INVALID);

    public static final Bound BATCH_TASKS =
            Bound.fixed("tasks of a batch", 10_000, BoundUnit.COUNT, "the API, in POST /v1/tasks:batch", INVALID);

    public static final Bound BATCH_ERRORS = Bound.fixed(
            "errors that the answer to a batch describes",
            100,
            BoundUnit.COUNT,
            BATCH,
            "further items have their status and no problem");

    public static final Bound MOMENT = text("a moment or length of time", 40);
    public static final Bound CRONTAB = text("a crontab expression", 1_000);
    public static final Bound ZONE = text("the name of a time zone", 100);
    public static final Bound NODE_NAME = text("the name of a node", 255);

    public static final Bound CURSOR = Bound.fixed(
            "the parameter cursor",
            255,
            BoundUnit.BYTES,
            "the API, in every list",
            "HTTP 400 that names the parameter");

    private static final String LISTS = "the API, in the query of lists";
    private static final String SCHEDULES = "the API, in schedules";
    private static final String PARAMETER = "HTTP 400, which names the parameter";

    public static final Bound PAGE = Bound.fixed("entries of a page", 1_000, BoundUnit.COUNT, LISTS, PARAMETER);
    public static final Bound FLOWS_PAGE = Bound.fixed("flows of a page", 100, BoundUnit.COUNT, LISTS, PARAMETER);
    public static final Bound NEXT_RUNS = Bound.fixed(
            "next times of a schedule", 100, BoundUnit.COUNT, "the API, in GET /v1/schedules/{name}/next", PARAMETER);
    public static final Bound REPLAYED = Bound.fixed(
            "dead letters replayed or deleted by one request",
            1_000,
            BoundUnit.COUNT,
            "the API, in /v1/dead-letters",
            "the answer says that there are more");
    public static final Bound LISTED_QUEUES = Bound.fixed(
            "queues of a list", 1_000, BoundUnit.COUNT, "the API, in GET /v1/queues", "further queues are left out");
    public static final Bound MEDIA_TYPE = Bound.fixed(
            "media type of a blob",
            255,
            BoundUnit.CHARACTERS,
            "the API, in PUT /v1/blobs",
            "HTTP 400, which names the header");
    public static final Bound IDEMPOTENCY_KEY = Bound.fixed(
            "Idempotency-Key", 255, BoundUnit.CHARACTERS, "the API, in every POST", "HTTP 400, which names the header");
    public static final Bound FILTERED_REVOCATION = Bound.fixed(
            "how long a revocation by filter lasts",
            24 * 60 * 60,
            BoundUnit.SECONDS,
            "the API, in /v1/tasks:revoke",
            INVALID);
    public static final Bound SCHEDULES_COUNT =
            Bound.fixed("schedules", 10_000, BoundUnit.COUNT, "the API, when a schedule is added", "HTTP 409");
    public static final Bound SCHEDULE_INTERVAL =
            Bound.fixed("interval of a schedule over HTTP", 3_660, BoundUnit.DAYS, SCHEDULES, INVALID);
    public static final Bound PRIORITY =
            Bound.fixed("priority of a task", 255, BoundUnit.COUNT, "the API, in options.priority", INVALID);
    public static final Bound REQUEST_TASKS =
            Bound.fixed("tasks of one request", 10_000, BoundUnit.COUNT, "the API, in batches and flows", INVALID);
    public static final Bound CANVAS_NESTING = Bound.fixed(
            "nesting of chains, groups and chords", 20, BoundUnit.LEVELS, "the API, in POST /v1/flows", INVALID);

    private ApiBounds() {}

    private static Bound text(String name, long max) {
        return Bound.fixed(name, max, BoundUnit.BYTES, "the API, where the value is read", INVALID);
    }
}

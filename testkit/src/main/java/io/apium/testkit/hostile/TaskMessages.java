package io.apium.testkit.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Task messages of Celery's protocol of which one thing is odd. Each has an id of its own, unless the id is what is odd, and
 * would add two numbers if nothing were wrong with it.
 */
public final class TaskMessages {

    private static final String EMBED = "{\"callbacks\":null,\"errbacks\":null,\"chain\":null,\"chord\":null}";

    private TaskMessages() {}

    public static HostileKinds<AmqpMessage> all() {
        return HeaderTables.all()
                .<AmqpMessage>in("table", headers -> AmqpMessage.of(headers, body("[1,2]", "{}", EMBED)))
                .with(names())
                .with(bodies())
                .with(calls())
                .with(HostileEncodings.all())
                .with(FollowUpMessages.all())
                .with(moments())
                .with(numbers());
    }

    /** A whole task, to change one thing of it. */
    static AmqpMessage with(SplittableRandom random, String header, String text) {
        return AmqpMessage.of(HeaderTables.good(random).with(header, text), body("[1,2]", "{}", EMBED));
    }

    static String body(String args, String kwargs, String embed) {
        return "[" + args + "," + kwargs + "," + embed + "]";
    }

    private static HostileKinds<AmqpMessage> names() {
        HostileKinds<AmqpMessage> all = HostileKinds.none();
        for (String header : List.of("id", "task", "root_id", "parent_id", "group", "shadow")) {
            all = all.with(OddNames.all().in("name as " + header, (name, random) -> with(random, header, name)));
        }
        return all.with(OddNames.reserved()
                        .in(
                                "name as reply_to",
                                (name, random) -> with(random, "lang", "py").withReply(name, HeaderTables.id(random))))
                .with(
                        "reply_to that nobody has",
                        random -> with(random, "lang", "py")
                                .withReply(RandomPick.letters(random, 255), RandomPick.letters(random, 255)));
    }

    private static HostileKinds<AmqpMessage> bodies() {
        return JsonShapes.all()
                .<AmqpMessage>in("JSON as body", TaskMessages::bodied)
                .with(JsonShapes.all()
                        .in(
                                "JSON as argument",
                                (json, random) -> bodied(body("[" + json + ",2]", "{}", EMBED), random)))
                .with(JsonShapes.values()
                        .in(
                                "JSON to pass on",
                                (json, random) -> AmqpMessage.of(
                                        HeaderTables.good(random).with("task", "demo.echo"),
                                        body("[" + json + "]", "{}", EMBED))))
                .with(JsonShapes.values()
                        .in(
                                "JSON as keywords",
                                (json, random) -> bodied(body("[1]", "{\"y\":" + json + "}", EMBED), random)))
                .with(JsonShapes.values()
                        .in("JSON as embed", (json, random) -> bodied(body("[1,2]", "{}", json), random)))
                .with("body of protocol 1", TaskMessages::protocolOne)
                .with(
                        "body of protocol 1 with headers",
                        random -> bodied("{\"task\":\"math.add\",\"id\":\"x\",\"args\":[1,2],\"kwargs\":{}}", random))
                .with(
                        "body of another length",
                        random -> bodied(
                                RandomPick.one(
                                        random, "[]", "[[1,2]]", "[[1,2],{}]", "[[1,2],{},{},{}]", "[1,2,3]", "null"),
                                random))
                .with(
                        "body with parts of other types",
                        random -> bodied(
                                RandomPick.one(
                                        random,
                                        "[{},[],{}]",
                                        "[\"ab\",{},{}]",
                                        "[[1,2],[],{}]",
                                        "[[1,2],{},[]]",
                                        "[1,2,3]"),
                                random));
    }

    private static HostileKinds<AmqpMessage> calls() {
        return HostileKinds.<AmqpMessage>none()
                .with("too few arguments", random -> bodied(body("[1]", "{}", EMBED), random))
                .with("unknown keyword", random -> bodied(body("[1,2]", "{\"z\":1}", EMBED), random))
                .with(
                        "product of 600 digits each",
                        random -> AmqpMessage.of(
                                HeaderTables.good(random).with("task", "math.mul"),
                                body(
                                        "[" + RandomPick.digits(random, 600) + "," + RandomPick.digits(random, 600)
                                                + "]",
                                        "{}",
                                        EMBED)))
                .with(
                        "key of 60,000 letters",
                        random -> AmqpMessage.of(
                                HeaderTables.good(random).with("task", "text.word_count"),
                                body("[\"" + "w".repeat(60_000) + "\"]", "{}", EMBED)))
                .with(
                        "body of 65 MB",
                        random -> bodied(body("[1,\"" + "x".repeat(65 << 20) + "\"]", "{}", EMBED), random))
                .with("map of Celery", random -> celeryMap(random, "celery.map", "[1,[2],null]"))
                .with("starmap of Celery", random -> celeryMap(random, "celery.starmap", "[[1,2],[3],7]"));
    }

    private static AmqpMessage bodied(String body, SplittableRandom random) {
        return AmqpMessage.of(HeaderTables.good(random), body.getBytes(StandardCharsets.UTF_8));
    }

    private static AmqpMessage protocolOne(SplittableRandom random) {
        return AmqpMessage.of(
                AmqpTable.EMPTY,
                "{\"task\":\"math.add\",\"id\":\"%s\",\"args\":[1,2],\"kwargs\":{},\"retries\":0,\"eta\":null}"
                        .formatted(HeaderTables.id(random)));
    }

    private static AmqpMessage celeryMap(SplittableRandom random, String task, String items) {
        String kwargs = "{\"task\":{\"task\":\"math.add\",\"args\":[],\"kwargs\":{},\"options\":{},"
                + "\"subtask_type\":null,\"immutable\":false},\"it\":" + items + "}";
        return AmqpMessage.of(HeaderTables.good(random).with("task", task), body("[]", kwargs, EMBED));
    }

    private static HostileKinds<AmqpMessage> moments() {
        HostileKinds<AmqpMessage> all = HostileKinds.none();
        for (String header : List.of("eta", "expires")) {
            for (String moment : List.of(
                    "9999-12-31T23:59:59.999999+00:00",
                    "9999-12-31T23:59:59-14:00",
                    "0001-01-01T00:00:00",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "-999999999-01-01T00:00:00Z",
                    "2026-02-30T00:00:00Z",
                    "2026-01-01T25:61:61Z",
                    "2026-11-22T10:00:00.1234567890123456789Z",
                    "2026-11-22T10:00:00+99:99",
                    "1764480000000",
                    "soon",
                    "")) {
                all = all.with(header + " '" + moment + "'", random -> with(random, header, moment));
            }
        }
        return all;
    }

    private static HostileKinds<AmqpMessage> numbers() {
        HostileKinds<AmqpMessage> all = HostileKinds.none();
        for (double seconds : List.of(1e300, -1.0, 0.0, 1e-300, 9.3e9)) {
            AmqpField limit = AmqpField.real(seconds);
            all = all.with(
                            "timelimit of " + seconds,
                            random -> field(random, "timelimit", AmqpField.array(List.of(limit, limit))))
                    .with(
                            "soft timelimit of " + seconds,
                            random -> field(random, "timelimit", AmqpField.array(List.of(AmqpField.nothing(), limit))));
        }
        for (String text : List.of("many", "1.5", "-5", "9223372036854775807", "1e9", "")) {
            all = all.with("retries '" + text + "'", random -> with(random, "retries", text))
                    .with("group_index '" + text + "'", random -> with(random, "group_index", text));
        }
        return all.with("retries at 2^63-1", random -> field(random, "retries", AmqpField.longLong(Long.MAX_VALUE)))
                .with("retries of -5", random -> field(random, "retries", AmqpField.integer(-5)))
                .with(
                        "member of a chord that nobody began",
                        random -> AmqpMessage.of(
                                HeaderTables.good(random).with("group", HeaderTables.id(random)),
                                body(
                                        "[1,2]",
                                        "{}",
                                        FollowUpMessages.embed("chord", FollowUpMessages.signature("{}")))));
    }

    private static AmqpMessage field(SplittableRandom random, String header, AmqpField value) {
        return AmqpMessage.of(HeaderTables.good(random).with(header, value), body("[1,2]", "{}", EMBED));
    }
}

package io.apium.testkit.hostile;

import java.util.List;
import java.util.SplittableRandom;

/** Messages for the exchange {@code celery.pidbox}, as kombu writes them but for one thing that is odd. */
public final class ControlMessages {

    /** The exchange that they are for; its routing key is empty. */
    public static final String EXCHANGE = "celery.pidbox";

    /** All that have arguments and none that end or slow a worker when the arguments are right. */
    private static final List<String> METHODS = List.of(
            "ping",
            "active",
            "reserved",
            "scheduled",
            "stats",
            "registered",
            "active_queues",
            "query_task",
            "conf",
            "report",
            "revoke",
            "revoke_by_stamped_headers",
            "rate_limit",
            "time_limit",
            "pool_grow",
            "autoscale",
            "add_consumer",
            "cancel_consumer",
            "election",
            "hello",
            "enable_events",
            "heartbeat");

    private ControlMessages() {}

    public static HostileKinds<AmqpMessage> all() {
        HostileKinds<AmqpMessage> all = JsonShapes.all()
                .<AmqpMessage>in("control body", (json, _) -> message(json))
                .with(JsonShapes.values()
                        .in(
                                "control arguments",
                                (json, random) -> message(order(RandomPick.one(random, METHODS), json, ""))))
                .with(OddNames.all().in("control method", name -> message(order(name, "{}", ""))))
                .with(OddNames.all()
                        .in(
                                "control destination",
                                name -> message(
                                        order("ping", "{}", ",\"destination\":[" + JsonShapes.quoted(name) + "]"))))
                .with(OddNames.all()
                        .in(
                                "control ticket",
                                name -> message(order(
                                        "ping",
                                        "{}",
                                        ",\"ticket\":" + JsonShapes.quoted(name) + "," + replyTo("nobody")))))
                .with(addressing());
        for (String method : METHODS) {
            all = all.with(arguments().in("control " + method, given -> message(order(method, given, ""))));
        }
        return all;
    }

    private static HostileKinds<AmqpMessage> addressing() {
        return HostileKinds.<AmqpMessage>none()
                .with(
                        "control destination of another type",
                        random -> message(order(
                                "ping",
                                "{}",
                                ",\"destination\":" + RandomPick.one(random, "7", "\"all\"", "{\"a\":1}", "[[1]]"))))
                .with(
                        "control with 20,000 destinations",
                        _ -> message(order("ping", "{}", ",\"destination\":[" + "\"w\",".repeat(20_000) + "\"w\"]")))
                .with("control pattern that backtracks", _ -> message(pattern("(a*)*(.*)*(.?)*(.+)+$x", "pcre")))
                .with("control pattern of words", _ -> message(pattern("^(([a-z0-9.@-])+.)+[A-Z]([a-z])+$", "pcre")))
                .with("control pattern that is none", _ -> message(pattern("((((", "pcre")))
                .with("control pattern of stars", _ -> message(pattern("*a".repeat(200) + "b", "glob")))
                .with("control pattern of 400 KB", _ -> message(pattern("a".repeat(400_000), "glob")))
                .with("control matcher that nobody has", _ -> message(pattern("*", "perl")))
                .with("control reply to RabbitMQ's own", _ -> message(reply("amq.fanout", "x")))
                .with("control reply to another kind", _ -> message(reply("celery.pidbox", "")))
                .with("control reply of 300 characters", _ -> message(reply("e".repeat(300), "k".repeat(300))))
                .with("control reply that is none", _ -> message(order("ping", "{}", ",\"reply_to\":[1]")))
                .with(
                        "control clock",
                        random -> AmqpMessage.of(
                                AmqpTable.EMPTY.with("clock", AmqpType.UNSIGNED_LONG.field(random)),
                                order("ping", "{}", "")))
                .with(
                        "control clock at 2^63-1",
                        _ -> AmqpMessage.of(
                                AmqpTable.EMPTY.with("clock", AmqpField.longLong(Long.MAX_VALUE)),
                                order("ping", "{}", "")))
                .with(
                        "control expires",
                        random -> AmqpMessage.of(
                                AmqpTable.EMPTY.with("expires", AmqpType.DOUBLE.field(random)),
                                order("ping", "{}", "")))
                .with(
                        "control without a type",
                        _ -> message(order("ping", "{}", "")).withContent(null, null))
                .with(
                        "control as a pickle",
                        _ -> message("\u0080\u0004cos\nsystem\n")
                                .withContent("application/x-python-serialize", "binary"));
    }

    private static HostileKinds<String> arguments() {
        return HostileKinds.<String>none()
                .with(
                        "numbers of other kinds",
                        random -> numbers(RandomPick.one(random, "-1", "1e300", "2147483648", "1.5")))
                .with("numbers as text", random -> numbers(RandomPick.one(random, "\"x\"", "[1]", "{}", "true")))
                .with("odd names", random -> names(OddNames.lengths().make("600 bytes", random)))
                .with("reserved names", random -> names("amq." + RandomPick.letters(random, 8)))
                .with("pool that nobody has", _ -> "{\"pool\":\"nowhere\",\"queue\":\"q\",\"n\":1}")
                .with("lists for names", _ -> "{\"queue\":[1],\"task_name\":{},\"task_id\":{\"a\":1},\"ids\":7}")
                .with("many ids", random -> "{\"task_id\":[" + ids(random) + "],\"ids\":[" + ids(random) + "]}")
                .with("arguments that are a list", _ -> "[1,2,3]");
    }

    private static String numbers(String value) {
        return "{\"n\":%s,\"max\":%s,\"min\":%s,\"soft\":%s,\"hard\":%s,\"rate_limit\":%s,\"task_name\":\"no.such\"}"
                .replace("%s", value);
    }

    private static String names(String name) {
        String quoted = JsonShapes.quoted(name);
        return "{\"queue\":%s,\"task_name\":%s,\"task_id\":%s,\"exchange\":%s,\"headers\":{%s:%s}}"
                .replace("%s", quoted);
    }

    private static String ids(SplittableRandom random) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            ids.append('"').append(HeaderTables.id(random)).append("\",");
        }
        return ids.append("null").toString();
    }

    private static AmqpMessage message(String body) {
        return AmqpMessage.of(AmqpTable.EMPTY.with("clock", AmqpField.integer(1)), body);
    }

    private static String order(String method, String arguments, String more) {
        return "{\"method\":" + JsonShapes.quoted(method) + ",\"arguments\":" + arguments + more + "}";
    }

    private static String pattern(String pattern, String matcher) {
        return order("ping", "{}", ",\"pattern\":" + JsonShapes.quoted(pattern) + ",\"matcher\":\"" + matcher + "\"");
    }

    private static String reply(String exchange, String key) {
        return order(
                "ping",
                "{}",
                ",\"ticket\":\"t\",\"reply_to\":{\"exchange\":\"" + exchange + "\",\"routing_key\":\"" + key + "\"}");
    }

    private static String replyTo(String key) {
        return "\"reply_to\":{\"exchange\":\"reply.celery.pidbox\",\"routing_key\":\"" + key + "\"}";
    }
}

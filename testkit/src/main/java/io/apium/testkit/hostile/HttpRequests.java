package io.apium.testkit.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * HTTP requests to Apium's API, as bytes, of which one thing is odd. Each asks the server to close the connection after the
 * answer. Some never end, and wait for the server to give up.
 *
 * <p>What a server accepts of them goes to the queue {@code celery}, or to queues without a consumer where a queue's name is
 * odd. Schedules do not tick for years.
 */
public final class HttpRequests {

    private static final List<String> PLACES = List.of(
            "/v1/tasks",
            "/v1/tasks:batch",
            "/v1/tasks:revoke",
            "/v1/flows",
            "/v1/flows:validate",
            "/v1/schedules",
            "/v1/dead-letters:replay");

    private HttpRequests() {}

    public static HostileKinds<byte[]> all() {
        return bodies().with(names()).with(options()).with(flows()).with(WireRequests.all());
    }

    private static HostileKinds<byte[]> bodies() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String place : PLACES) {
            all = all.with(JsonShapes.all().in("POST " + place, json -> HttpText.post(place, json)));
        }
        return all.with(JsonShapes.values().in("JSON as argument", json -> task("\"args\":[" + json + "]")))
                .with(JsonShapes.values().in("JSON as keywords", json -> task("\"kwargs\":{\"value\":" + json + "}")))
                .with(JsonShapes.values().in("JSON as header", json -> option("\"headers\":{\"h\":" + json + "}")))
                .with(JsonShapes.values().in("JSON as link", json -> option("\"link\":" + json)))
                .with(JsonShapes.values()
                        .in("JSON as task", json -> HttpText.post("/v1/tasks", "{\"task\":" + json + "}")))
                .with(JsonShapes.all().in("JSON lines", HttpRequests::lines))
                .with(JsonShapes.values().in("PATCH of a schedule", HttpRequests::patch));
    }

    private static byte[] lines(String json) {
        return HttpText.request("POST", "/v1/tasks:batch")
                .header("Content-Type", "application/x-ndjson")
                .body(json + "\n{\"task\":\"math.add\",\"args\":[1,2]}\n");
    }

    private static byte[] patch(String json) {
        return HttpText.request("PATCH", "/v1/schedules/no-such-schedule")
                .header("Content-Type", "application/merge-patch+json")
                .body("{\"args\":[" + json + "]}");
    }

    private static HostileKinds<byte[]> names() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String path : List.of("tasks", "flows", "dead-letters", "schedules", "blobs", "workers")) {
            all = all.with(OddNames.all()
                    .in(
                            "GET of a name in " + path,
                            name -> HttpText.request("GET", "/v1/" + path + "/" + encoded(name))
                                    .empty()));
        }
        return all.with(OddNames.all()
                        .in(
                                "name of a task",
                                name -> HttpText.post(
                                        "/v1/tasks", "{\"task\":" + JsonShapes.quoted(name) + ",\"args\":[1,2]}")))
                .with(OddNames.all().in("name of a queue", name -> option("\"queue\":" + JsonShapes.quoted(name))))
                .with(OddNames.all().in("shadow name", name -> option("\"shadow\":" + JsonShapes.quoted(name))))
                .with(OddNames.all()
                        .in("name of a header", name -> option("\"headers\":{" + JsonShapes.quoted(name) + ":1}")))
                .with(OddNames.all()
                        .in(
                                "value of a header",
                                name -> option("\"headers\":{\"h\":[" + JsonShapes.quoted(name) + "]}")))
                .with(OddNames.all()
                        .in(
                                "name of a linked task",
                                name -> option("\"link\":{\"task\":" + JsonShapes.quoted(name) + "}")))
                .with(OddNames.all()
                        .in(
                                "name of a schedule",
                                name -> HttpText.post(
                                        "/v1/schedules",
                                        "{\"task\":\"demo.echo\",\"every\":\"P3000D\",\"name\":"
                                                + JsonShapes.quoted(name) + "}")))
                .with(OddNames.all()
                        .in(
                                "Idempotency-Key",
                                name -> HttpText.request("POST", "/v1/tasks")
                                        .json()
                                        .header("Idempotency-Key", name)
                                        .body("{\"task\":\"demo.echo\",\"args\":[1]}")))
                .with(OddNames.all()
                        .in(
                                "task of a filter",
                                name -> HttpText.request(
                                                "GET",
                                                "/v1/dead-letters?task=" + encoded(name) + "&cursor=" + encoded(name))
                                        .empty()));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static HostileKinds<byte[]> options() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String option :
                List.of("priority", "expires", "countdown", "eta", "timeLimit", "softTimeLimit", "retry")) {
            for (String value : List.of(
                    "-1",
                    "1e300",
                    "-1e300",
                    "1e-300",
                    "9223372036854775808",
                    "1.5",
                    "true",
                    "null",
                    "[]",
                    "{}",
                    "\"\"",
                    "\"soon\"",
                    "\"9999-12-31T23:59:59Z\"",
                    "\"+1000000000-12-31T23:59:59Z\"",
                    "\"0000-01-01T00:00:00Z\"",
                    "\"PT999999999999H\"")) {
                all = all.with("option " + option + " " + value, _ -> option("\"" + option + "\":" + value));
            }
        }
        for (String header : List.of("CC", "BCC", "x-death", "task", "id", "apium_flow", "apium_retry", "stamps")) {
            all = all.with("header " + header, _ -> option("\"headers\":{\"" + header + "\":[\"elsewhere\"]}"));
        }
        return all.with(
                        "header of 200,000 characters",
                        _ -> option("\"headers\":{\"h\":\"" + "x".repeat(200_000) + "\"}"))
                .with(
                        "header table with a name of 300 characters",
                        _ -> option("\"headers\":{\"h\":{\"" + "n".repeat(300) + "\":1}}"))
                .with("5,000 headers", random -> option("\"headers\":{" + keys(random, 5_000) + "}"));
    }

    private static HostileKinds<byte[]> flows() {
        HostileKinds<byte[]> all = HostileKinds.<byte[]>none()
                .with("chain of 30,000", _ -> flow("{\"chain\":[" + tasks(30_000) + "]}"))
                .with("group of 10,001", _ -> flow("{\"group\":[" + tasks(10_001) + "]}"))
                .with("chain of nothing", _ -> flow("{\"chain\":[]}"))
                .with("chord of nothing", _ -> flow("{\"chord\":{}}"))
                .with("map over 2^63 items", _ -> flow(map("[0,9223372036854775807]")))
                .with("map over more than 64 bits", _ -> flow(map("[-9223372036854775808,9223372036854775807]")))
                .with("map backwards", _ -> flow(map("[10,0]")))
                .with("map by nothing", _ -> flow(map("[0,1000000000,0]")))
                .with(
                        "dag that goes round",
                        _ -> flow("{\"dag\":{\"a\":{\"task\":\"demo.echo\",\"after\":[\"b\"]},"
                                + "\"b\":{\"task\":\"demo.echo\",\"after\":[\"a\"]}}}"))
                .with("two forms at once", _ -> flow("{\"chain\":[],\"group\":[]}"))
                .with("chains in chains", random -> flow(nested(random.nextInt(15, 400))))
                .with("batch of 10,001", _ -> HttpText.post("/v1/tasks:batch", "[" + "{},".repeat(10_000) + "{}]"))
                .with(
                        "batch of 3,000 mistakes",
                        _ -> HttpText.post("/v1/tasks:batch", "[" + "{\"tusk\":1},".repeat(2_999) + "{\"tusk\":1}]"));
        for (String deadline : List.of("\"PT0S\"", "\"-PT5S\"", "1e300", "\"9999-12-31T23:59:59Z\"", "[]")) {
            all = all.with(
                    "flow with deadline " + deadline,
                    _ -> flow("{\"chain\":[" + tasks(2) + "],\"deadline\":" + deadline + "}"));
        }
        for (String every :
                List.of("PT0S", "PT0.000000001S", "-PT1S", "P999999999D", "PT9223372036854775807S", "1 s")) {
            all = all.with("schedule every " + every, random -> schedule(random, "\"every\":\"" + every + "\""));
        }
        for (String crontab :
                List.of("* * * *", "60 * * * *", "*/0 * * * *", "0 0 31 2 *", "9-1 * * * *", "a b c d e")) {
            all = all.with("schedule at " + crontab, random -> schedule(random, "\"crontab\":\"" + crontab + "\""));
        }
        return all.with(
                        "schedule with a crontab of 100 KB",
                        random -> schedule(random, "\"crontab\":\"" + "0,".repeat(50_000) + "0 0 1 1 *\""))
                .with(
                        "schedule at no place",
                        random -> schedule(
                                random, "\"solar\":{\"event\":\"sunrise\",\"latitude\":1e9,\"longitude\":-1e9}"))
                .with(
                        "schedule in no time zone",
                        random -> schedule(random, "\"crontab\":\"0 0 1 1 *\",\"timezone\":\"Nowhere/Land\""));
    }

    private static byte[] task(String member) {
        return HttpText.post("/v1/tasks", "{\"task\":\"demo.echo\"," + member + "}");
    }

    private static byte[] option(String option) {
        return task("\"args\":[1],\"options\":{" + option + "}");
    }

    private static byte[] flow(String flow) {
        return HttpText.post("/v1/flows", flow);
    }

    private static byte[] schedule(SplittableRandom random, String when) {
        return HttpText.post(
                "/v1/schedules",
                "{\"name\":\"hostile-" + RandomPick.letters(random, 10)
                        + "\",\"task\":\"demo.echo\",\"args\":[1],\"paused\":true," + when + "}");
    }

    private static String map(String range) {
        return "{\"map\":{\"task\":\"demo.echo\",\"over\":{\"range\":" + range + "}}}";
    }

    private static String tasks(int count) {
        return "{\"task\":\"demo.echo\",\"args\":[1]},".repeat(count - 1) + "{\"task\":\"demo.echo\",\"args\":[1]}";
    }

    private static String nested(int levels) {
        return "{\"chain\":[".repeat(levels) + tasks(1) + "]}".repeat(levels);
    }

    private static String keys(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":" + random.nextInt())
                .collect(Collectors.joining(","));
    }
}

package io.apium.api.problem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that no client should send, as the bytes that go over the connection. */
final class OddRequests {

    private static final List<String> PATHS = List.of(
            "/v1/tasks",
            "/v1/tasks:batch",
            "/v1/tasks:revoke",
            "/v1/flows",
            "/v1/flows:validate",
            "/v1/schedules",
            "/v1/dead-letters:replay");

    private static final List<String> HEADERS = List.of(
            "Content-Encoding: gzip",
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: nonsense",
            "Content-Type: application/json/json",
            "Accept: text/html",
            "Accept: nonsense",
            "Idempotency-Key: ",
            "Idempotency-Key: \"",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: é");

    /** Of which the connection is closed, or which is refused. */
    private static final List<String> MALFORMED = List.of(
            "Content-Length: x",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1\r\nContent-Length: 2",
            "Transfer-Encoding: nonsense",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "Transfer-Encoding: chunked, chunked",
            " folded: x",
            "No colon",
            "Bad name: x",
            ": x",
            "X: \u0000",
            "X: " + "x".repeat(20_000));

    private static final List<String> CHUNKS = List.of(
            "x\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n{}",
            "2\r\n{}{}\r\n0\r\n\r\n",
            "2\n{}\n0\n\n",
            "2;" + "x".repeat(10_000) + "\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\nbad trailer\r\n\r\n",
            "\r\n\r\n\r\n");

    private static final List<String> TARGETS = List.of(
            "/v1/tasks/x?wait=%zz",
            "/v1/tasks/x?wait=%",
            "/v1/tasks/x?%zz=1",
            "/v1/tasks/x?wait=%ff",
            "/v1/tasks/x?wait=-1",
            "/v1/tasks/x?wait=61",
            "/v1/tasks/x?wait=PT999999999999999S",
            "/v1/tasks/x?wait=1&wait=2",
            "/v1/tasks/x?wait=" + "9".repeat(3_000),
            "/v1/flows?limit=0",
            "/v1/flows?limit=x",
            "/v1/flows?limit=99999999999",
            "/v1/flows?cursor=" + "c".repeat(300),
            "/v1/flows?state=%0d%0aX:%201",
            "/v1/flows?kind=x",
            "/v1/schedules?limit=-1",
            "/v1/schedules?cursor=%20",
            "/v1/dead-letters?cause=x",
            "/v1/dead-letters?queue=amq.x",
            "/v1/dead-letters?queue=a%0ab",
            "/v1/dead-letters?task=%00",
            "/v1/dead-letters?task=" + "t".repeat(300),
            "/v1/dead-letters?cursor=%ff%fe",
            "/v1/tasks/%",
            "/v1/tasks/%zz",
            "/v1/tasks/%00",
            "/v1/tasks/%ff",
            "/v1/tasks/%0d%0aX",
            "/v1/tasks/..%2f..%2fetc",
            "/v1/tasks/" + "x".repeat(300),
            "/v1/tasks/" + "x".repeat(9_000),
            "/v1/tasks/a;b=c",
            "/v1/tasks/;",
            "/v1/tasks//",
            "/v1//tasks/x",
            "/v1/./tasks/x",
            "/../v1/tasks/x",
            "/v1/tasks/x/../../../..",
            "//",
            "/%2e%2e/",
            "/v1/tasks/x%2Fevents",
            "/v1/workers/%1b%5b31m",
            "/v1/queues/%1b%5b31m",
            "/v1/blobs/sha256:x",
            "/v1/blobs/%0a",
            "/v1/schedules/x/next?count=x",
            "/v1/flows/x/graph?format=%00",
            "/v1/flows/x/report?serialTime=1e999999999",
            "/v1/tasks/{x}",
            "/v1/tasks/x|y",
            "/v1/tasks/\u00e9",
            "*",
            "http://[",
            "x");

    private static final List<String> LINES = List.of(
            "GET",
            "GET /v1/tasks",
            "GET /v1/tasks HTTP/9.9",
            "GET  /v1/tasks HTTP/1.1",
            "\u0000\u0001\u0002",
            "\u0016\u0003\u0001\u0002\u0000",
            "PRI * HTTP/2.0",
            "G\u0000T / HTTP/1.1",
            "get /v1/tasks/x HTTP/1.1",
            "FOO /v1/tasks HTTP/1.1",
            "TRACE /v1/tasks HTTP/1.1",
            "CONNECT x:1 HTTP/1.1",
            "PUT /v1/tasks HTTP/1.1",
            "PATCH /v1/tasks HTTP/1.1",
            "DELETE /v1/tasks HTTP/1.1",
            "POST /v1/tasks/x HTTP/1.1",
            "POST /v1/nothing HTTP/1.1",
            "DELETE /v1/dead-letters HTTP/1.1",
            "X".repeat(9_000) + " / HTTP/1.1");

    private final Random random;
    private final List<byte[]> requests = new ArrayList<>();

    private OddRequests(long seed) {
        random = new Random(seed);
    }

    /** All that is in the tables, and as many made of them by chance. */
    static List<byte[]> of(long seed, int count) {
        OddRequests all = new OddRequests(seed);
        all.table();
        while (all.requests.size() < count) {
            all.drawn();
        }
        return all.requests;
    }

    private void table() {
        OddBodies.ALL.forEach(body -> add(post(path(), body, "")));
        HEADERS.forEach(header -> add(post("/v1/tasks", "{\"task\":1}", header + "\r\n")));
        MALFORMED.forEach(header -> add("POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                + "\r\nContent-Type: application/json\r\n\r\n"));
        CHUNKS.forEach(chunks -> add("POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks));
        TARGETS.forEach(target -> add(line("GET " + target + " HTTP/1.1")));
        LINES.forEach(line -> add(line(line)));
        add(post("/v1/tasks", "", "Expect: 100-continue\r\n").replace("Content-Length: 0", "Content-Length: 40000000"));
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            byte[] body = "{\"task\":\"a\"}".getBytes(java.nio.charset.Charset.forName(charset));
            add(post("/v1/tasks", new String(body, StandardCharsets.ISO_8859_1), ""));
        }
        for (String bytes : List.of(
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00e0\u0080\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f0\u0080\u0080\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00ff",
                "\u0080")) {
            add(post("/v1/tasks", "{\"task\":\"" + bytes + "\"}", ""));
        }
    }

    private void drawn() {
        String body = OddBodies.ALL.get(random.nextInt(OddBodies.ALL.size()));
        switch (random.nextInt(4)) {
            case 0 -> add(post(path(), body.substring(0, random.nextInt(body.length() + 1)) + "@", ""));
            case 1 -> add(post(path(), body + OddBodies.ALL.get(random.nextInt(OddBodies.ALL.size())) + "x", ""));
            case 2 -> add(post("/v1/tasks", "{\"task\":\"a\",\"options\":{\"shadow\":" + json(4) + ",\"x\":1}}", ""));
            default -> {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                add(post(path(), "{" + new String(noise, StandardCharsets.ISO_8859_1), ""));
            }
        }
    }

    private String json(int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(6)) {
            case 0 -> "" + random.nextLong();
            case 1 -> "-1.5e" + random.nextInt();
            case 2 -> "\"\\u" + "%04x".formatted(random.nextInt(0x10000)) + "\"";
            case 3 -> "null";
            case 4 -> "[" + json(depth - 1) + "," + json(depth - 1) + "]";
            default -> "{\"a\":" + json(depth - 1) + ",\"b\":" + json(depth - 1) + "}";
        };
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private void add(String request) {
        requests.add(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(String line) {
        return line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    /** @param body each character a byte */
    private static String post(String path, String body, String headers) {
        String type = headers.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + type + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}

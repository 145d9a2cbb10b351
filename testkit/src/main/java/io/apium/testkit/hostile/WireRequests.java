package io.apium.testkit.hostile;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Requests that are odd as HTTP: methods, targets, lengths, encodings and headers. */
final class WireRequests {

    private static final String TASK = "{\"task\":\"demo.echo\",\"args\":[1]}";

    private WireRequests() {}

    static HostileKinds<byte[]> all() {
        return targets().with(queries()).with(lengths()).with(encodings()).with(headers());
    }

    private static HostileKinds<byte[]> targets() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String method :
                List.of("TRACE", "CONNECT", "PROPFIND", "get", "G(T", "PUT", "OPTIONS", "X".repeat(9_000))) {
            String shown = method.length() > 20 ? "of 9,000 letters" : method;
            all = all.with(
                    "method " + shown,
                    _ -> HttpText.request(method, "/v1/tasks").empty());
        }
        for (String target : List.of(
                "/v1/tasks/%00",
                "/v1/tasks/%zz",
                "/v1/tasks/%",
                "/v1/tasks/a%2Fb",
                "/v1/tasks/a%5Cb",
                "/v1/tasks/%C0%80",
                "/v1/tasks/%ED%A0%80",
                "/v1/tasks/..%2f..%2fmetrics",
                "/v1/../metrics",
                "//v1//tasks//x",
                "/v1/tasks/x;a=b",
                "/v1/tasks/{id}",
                "/v1/tasks/漢",
                "/v1/tasks/x:y:z",
                "/v1/tasks/",
                "http://elsewhere/v1/tasks/x",
                "*",
                "v1")) {
            all = all.with(
                    "path " + target, _ -> HttpText.request("GET", target).empty());
        }
        return all.with(
                        "path of 100 KB",
                        _ -> HttpText.request("GET", "/v1/tasks/" + "a".repeat(100_000))
                                .empty())
                .with("no version", _ -> HttpText.bare("GET /livez").empty())
                .with("version 9.9", _ -> HttpText.bare("GET /livez HTTP/9.9").empty())
                .with("preface of HTTP/2", _ -> HttpText.bare("PRI * HTTP/2.0").unsized("SM\r\n\r\n"))
                .with("greeting of TLS", _ -> new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3, 0, 0, 0, 0, 0})
                .with("noise", WireRequests::noise);
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] noise = new byte[random.nextInt(1, 5_000)];
        random.nextBytes(noise);
        return noise;
    }

    private static HostileKinds<byte[]> queries() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String query : List.of(
                "wait=%",
                "wait=%zz",
                "wait=1e9",
                "wait=-1",
                "wait=PT9999999H",
                "wait=1&wait=2",
                "wait",
                "%C0%80=1",
                "&&&=&",
                "a[]=1&a[b]=2")) {
            all = all.with(
                    "query " + query,
                    _ -> HttpText.request("GET", "/v1/tasks/no-such-task?" + query)
                            .empty());
        }
        for (String query :
                List.of("limit=-1", "limit=99999999999", "cursor=%00", "cursor=" + "z".repeat(5_000), "cause=X")) {
            String shown = query.substring(0, Math.min(20, query.length()));
            for (String list : List.of("dead-letters", "flows", "schedules")) {
                all = all.with(
                        "query " + shown + " of " + list,
                        _ -> HttpText.request("GET", "/v1/" + list + "?" + query)
                                .empty());
            }
        }
        return all.with(
                "10,000 parameters",
                _ -> HttpText.request("GET", "/v1/flows?" + "a=1&".repeat(10_000))
                        .empty());
    }

    private static HostileKinds<byte[]> lengths() {
        return HostileKinds.<byte[]>none()
                .with("length too long", _ -> sized("100000").unsized(TASK))
                .with("length too short", _ -> sized("5").unsized(TASK))
                .with("length negative", _ -> sized("-1").unsized(TASK))
                .with("length past 64 bits", _ -> sized("99999999999999999999").unsized(TASK))
                .with("length in words", _ -> sized("many").unsized(TASK))
                .with(
                        "two lengths",
                        _ -> sized("5").header("Content-Length", "32").unsized(TASK))
                .with(
                        "length of 40 MB, announced",
                        _ -> sized("40000000").header("Expect", "100-continue").unsized(""))
                .with(
                        "expects something else",
                        _ -> sized("2").header("Expect", "tea").unsized("{}"))
                .with(
                        "chunks and a length",
                        _ -> chunked().header("Content-Length", "3").unsized("0\r\n\r\n"))
                .with("chunk without a size", _ -> chunked().unsized("zz\r\n{}\r\n0\r\n\r\n"))
                .with("chunk of 2^63", _ -> chunked().unsized("7fffffffffffffff\r\n" + TASK))
                .with(
                        "chunk with an extension of 20 KB",
                        _ -> chunked().unsized("2;" + "x".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n"))
                .with("chunks that never end", _ -> chunked().unsized("2\r\n{\"\r\n"))
                .with("trailers without end", _ -> chunked().unsized("0\r\n" + "X-A: b\r\n".repeat(2_000)))
                .with("10,000 chunks", _ -> chunked().unsized("1\r\n \r\n".repeat(10_000) + "2\r\n{}\r\n0\r\n\r\n"))
                .with("head cut off", _ -> "POST /v1/tasks HT".getBytes(StandardCharsets.US_ASCII))
                .with(
                        "two requests at once",
                        _ -> HttpText.bare("GET /livez HTTP/1.1")
                                .header("Host", "localhost")
                                .unsized("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    private static HttpText sized(String length) {
        return HttpText.request("POST", "/v1/tasks").json().header("Content-Length", length);
    }

    private static HttpText chunked() {
        return HttpText.request("POST", "/v1/tasks").json().header("Transfer-Encoding", "chunked");
    }

    private static HostileKinds<byte[]> encodings() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "IBM037")) {
            byte[] body = "{\"task\":\"demo.echo\",\"args\":[\"ž\"]}".getBytes(Charset.forName(charset));
            all = all.with("body in " + charset, _ -> post().body(body))
                    .with(
                            "body in " + charset + ", as it says",
                            _ -> HttpText.request("POST", "/v1/tasks")
                                    .header("Content-Type", "application/json; charset=" + charset)
                                    .body(body));
        }
        for (String encoding : List.of("gzip", "deflate", "br", "identity", "nonsense", "gzip, gzip")) {
            all = all.with(
                    "plain body as " + encoding,
                    _ -> post().header("Content-Encoding", encoding).body(TASK));
        }
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "*/*", "json", "")) {
            all = all.with(
                    "media type '" + type + "'",
                    _ -> HttpText.request("POST", "/v1/tasks")
                            .header("Content-Type", type)
                            .body(TASK));
        }
        return all.with("overlong UTF-8", _ -> post().body(text(0xC0, 0xAF)))
                .with("surrogate in UTF-8", _ -> post().body(text(0xED, 0xA0, 0x80)))
                .with("half a character", _ -> post().body(text(0xF0, 0x9F)))
                .with("NUL in a text", _ -> post().body(text(0)));
    }

    private static HttpText post() {
        return HttpText.request("POST", "/v1/tasks").json();
    }

    private static byte[] text(int... odd) {
        AmqpBytes body = new AmqpBytes().raw("{\"task\":\"demo.echo\",\"args\":[\"".getBytes(StandardCharsets.UTF_8));
        for (int octet : odd) {
            body.octet(octet);
        }
        return body.raw("\"]}".getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static HostileKinds<byte[]> headers() {
        HostileKinds<byte[]> all = HostileKinds.none();
        for (String header : List.of(
                "Host: elsewhere.example",
                "Host: ",
                "Host: a b",
                "Origin: http://elsewhere.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Prefer: wait=soon",
                "Prefer: wait=1e9, wait=\"\u0001",
                "If-None-Match: \"",
                "If-Match: W/\"x\", *",
                "Last-Event-ID: 99999999999999999999-0",
                "Last-Event-ID: \u0001",
                "Authorization: Bearer ",
                "Authorization: Basic Og==",
                "Accept: text/plain;q=2",
                "Accept: ;;;",
                "Range: bytes=99999999999999999999-",
                "Upgrade: websocket",
                "X-HTTP-Method-Override: DELETE",
                " folded: a",
                "no colon at all",
                ": no name",
                "X-\0: NUL")) {
            all = all.with("header " + header.replaceAll("\\p{Cntrl}", "?"), _ -> watch(header));
        }
        return all.with(
                        "header of 100 KB",
                        _ -> post().header("X-Long", "x".repeat(100_000)).body(TASK))
                .with("2,000 headers", _ -> many(2_000).body(TASK))
                .with(
                        "no host",
                        _ -> HttpText.bare("GET /livez HTTP/1.1")
                                .header("Connection", "close")
                                .empty());
    }

    private static byte[] watch(String header) {
        HttpText request =
                HttpText.bare("GET /v1/tasks/no-such-task/events HTTP/1.1\r\nConnection: close\r\n" + header);
        return header.startsWith("Host:")
                ? request.empty()
                : request.header("Host", "localhost").empty();
    }

    private static HttpText many(int count) {
        HttpText request = post();
        for (int i = 0; i < count; i++) {
            request.header("X-" + i, "x");
        }
        return request;
    }
}

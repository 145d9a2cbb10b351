package io.apium.testkit.hostile;

import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 request, written out by hand: nothing in it is checked, escaped or added but what is said here. */
final class HttpText {

    private final StringBuilder head;

    private HttpText(String line) {
        this.head = new StringBuilder(line).append("\r\n");
    }

    /** With the first line and a {@code Host}; the connection is closed after the answer. */
    static HttpText request(String method, String target) {
        return bare(method + " " + target + " HTTP/1.1")
                .header("Host", "localhost")
                .header("Connection", "close");
    }

    static HttpText bare(String firstLine) {
        return new HttpText(firstLine);
    }

    HttpText header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    HttpText json() {
        return header("Content-Type", "application/json");
    }

    byte[] empty() {
        return unsized(new byte[0]);
    }

    byte[] body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] body(byte[] body) {
        return header("Content-Length", Integer.toString(body.length)).unsized(body);
    }

    /** With what is said about its length in the headers, which may be wrong. */
    byte[] unsized(String body) {
        return unsized(body.getBytes(StandardCharsets.UTF_8));
    }

    byte[] unsized(byte[] body) {
        byte[] text = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return new AmqpBytes().raw(text).raw(body).bytes();
    }

    static byte[] post(String path, String json) {
        return request("POST", path).json().body(json);
    }
}

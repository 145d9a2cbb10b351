package io.apium.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = {"apium.api.body-timeout=PT1S", "apium.api.max-body-size=12MB"})
class BodyLimitsTest {

    private static final String TASK = "{\"task\":\"t\",\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @Autowired
    Environment environment;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/tasks HTTP/1.1|Content-Length: 1000",
                "POST /v1/tasks HTTP/1.1|Content-Length: 11000000",
                "POST /v1/tasks:batch HTTP/1.1|Transfer-Encoding: chunked",
                "PUT /v1/blobs HTTP/1.1|Content-Length: 1000",
                "PATCH /v1/schedules/x HTTP/1.1|Content-Length: 1000",
                "DELETE /v1/tasks/x HTTP/1.1|Content-Length: 1000",
                "GET /v1/tasks HTTP/1.1|Content-Length: 1000"
            })
    void a_body_that_drips_is_refused_and_its_connection_closed(String head) throws Exception {
        Instant began = Instant.now();
        try (Socket socket = connected();
                var drip = Executors.newSingleThreadScheduledExecutor()) {
            begin(socket, head);
            boolean isChunked = head.contains("chunked");
            OutputStream out = socket.getOutputStream();
            var drops = drip.scheduleAtFixedRate(
                    () -> write(out, isChunked ? "1\r\n \r\n" : " "), 0, 200, TimeUnit.MILLISECONDS);
            String answer = untilClosed(socket);
            drops.cancel(false);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("urn:apium:problem:body-timeout");
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void a_body_is_given_a_second_more_for_each_32_kib() throws Exception {
        String body = "{\"task\":\"t\",\"args\":[\"" + "x".repeat(150_000) + "\"],\"options\":{\"queue\":\"held\"}}";
        try (Socket socket = connected();
                var drip = Executors.newSingleThreadScheduledExecutor()) {
            begin(socket, "POST /v1/tasks HTTP/1.1|Connection: close|Content-Length: " + body.length());
            OutputStream out = socket.getOutputStream();
            int part = body.length() / 10 + 1;
            for (int i = 0; i < 10; i++) {
                String next = body.substring(i * part, Math.min(body.length(), (i + 1) * part));
                var _ = drip.schedule(() -> write(out, next), 200L * i, TimeUnit.MILLISECONDS);
            }

            assertThat(untilClosed(socket)).startsWith("HTTP/1.1 202");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks", "/v1/blobs", "/v1/schedules/x"})
    void a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent(String path) throws Exception {
        String method = path.equals("/v1/tasks") ? "POST" : "PUT";
        long bytes = path.equals("/v1/blobs") ? 2_000_000_000 : 40_000_000;
        try (Socket socket = connected()) {
            begin(socket, method + " " + path + " HTTP/1.1|Expect: 100-continue|Content-Length: " + bytes);

            assertThat(untilClosed(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("urn:apium:problem:body-too-large")
                    .doesNotContain("HTTP/1.1 100");
        }
    }

    @Test
    void a_body_that_may_come_is_told_so() throws Exception {
        try (Socket socket = connected()) {
            begin(
                    socket,
                    "POST /v1/tasks HTTP/1.1|Connection: close|Expect: 100-continue|Content-Length: " + TASK.length());
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
            write(socket.getOutputStream(), TASK);

            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
            assertThat(untilClosed(socket)).contains("HTTP/1.1 202");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "GZIP, identity", "x-gzip", "nonsense"})
    void a_compressed_body_is_refused(String encoding) {
        Answer task = http.post("/v1/tasks", TASK, "Content-Encoding", encoding);
        Answer blob = http.put("/v1/blobs", "x", "Content-Encoding", encoding);

        for (Answer answer : new Answer[] {task, blob}) {
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:unsupported-content-encoding");
            assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        }
        assertThat(http.post("/v1/tasks", TASK, "Content-Encoding", "Identity").status())
                .isEqualTo(202);
    }

    @Test
    void an_error_does_not_send_back_what_it_was_sent() {
        String long8 = "x".repeat(8_000_000);
        for (String body : new String[] {
            "{\"task\":\"" + long8 + "\"}",
            "{\"task\":\"t\",\"options\":{\"queue\":\"" + long8 + "\",\"shadow\":\"" + long8.substring(0, 3_000_000)
                    + "\"}}",
            "{\"task\":\"t\",\"options\":{\"eta\":\"" + long8 + "\"}}",
            "{\"task\":\"t\",\"options\":{\"expires\":[\"" + long8 + "\"]}}",
            "{\"task\":\"t\",\"" + "n".repeat(9_999) + "\":1}",
            "{\"task\":\"t\",\"" + long8 + "\":1}",
            long8,
            "{\"task\":\"t\",\"" + "n".repeat(9_999) + "\":1,\"" + "n".repeat(9_999) + "\":1}",
        }) {
            Answer answer = http.post("/v1/tasks", body);
            assertThat(answer.status()).isBetween(400, 422);
            assertThat(answer.body()).hasSizeLessThan(4_000);
        }
        String schedule = "{\"name\":\"n\",\"task\":\"t\",\"every\":\"PT1S\",\"overlap\":\"" + long8 + "\"}";
        assertThat(http.post("/v1/schedules", schedule).body()).hasSizeLessThan(4_000);
    }

    private Socket connected() throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void begin(Socket socket, String head) throws IOException {
        String lines = head.replace("|", "\r\n") + "\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n";
        socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            // the server has had enough
        }
    }

    private static String untilClosed(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4_096];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                read.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (SocketException reset) {
            // closed while more was on its way
        }
        return read.toString();
    }
}

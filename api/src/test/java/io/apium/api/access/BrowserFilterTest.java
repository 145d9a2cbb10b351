package io.apium.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** Over sockets: Java's client does not let a program choose its Host. */
@ApiTest
@TestPropertySource(properties = "apium.api.allowed-hosts=api.example.com")
class BrowserFilterTest {

    @Autowired
    Environment environment;

    @ParameterizedTest
    @CsvSource({
        // what the page has the browser send: there is no such schedule, so that what is let through is 404
        "POST, /v1/schedules/a:run, localhost, http://evil.example, cross-site, 403",
        "POST, /v1/schedules/a:pause, localhost, http://evil.example,, 403",
        "POST, /v1/schedules/a:resume, localhost,, cross-site, 403",
        "POST, /v1/schedules/a:run, localhost, null,, 403",
        "DELETE, /v1/schedules/a, localhost,, same-site, 403",
        "POST, /v1/schedules/a:run, localhost, http://localhost, same-origin, 404",
        "POST, /v1/schedules/a:run, localhost,, none, 404",
        "POST, /v1/schedules/a:run, localhost,,, 404",
        "POST, /v1/schedules/a:run, 127.0.0.1:1, https://api.example.com, cross-site, 404",
        "GET, /v1/schedules, localhost, http://evil.example, cross-site, 200",
        // the page has let its own name mean 127.0.0.1
        "GET, /v1/schedules, rebound.example,, same-origin, 421",
        "GET, /metrics, rebound.example:8080,,, 421",
        "GET, /nothing, rebound.example,,, 421",
        "POST, /v1/schedules/a:run, rebound.example, http://rebound.example, same-origin, 421",
        "GET, /v1/schedules, api.example.com,,, 200",
        "GET, /v1/schedules, [::1]:8080,,, 200",
        // an orchestrator asks by the address of a container
        "GET, /livez, 10.1.2.3:8080,,, 200",
        "GET, /readyz, 10.1.2.3:8080,,, 200",
        "GET, /livez/, 10.1.2.3:8080,,, 421"
    })
    void a_page_of_another_site_neither_changes_nor_learns_anything(
            String method, String path, String host, @Nullable String origin, @Nullable String site, int status)
            throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + header("Origin", origin)
                + header("Sec-Fetch-Site", site) + "Content-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertNotForOthers(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tasks/a HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /a/%2e%2e/%00 HTTP/1.1",
                "TRACE / HTTP/1.1",
                "GET /v1/openapi.json HTTP/1.1",
                "GET /metrics HTTP/1.1",
                "POST /v1/tasks HTTP/1.1",
                "BREW /v1/tasks HTTP/1.1"
            })
    void every_answer_says_that_it_is_no_script_and_no_part_of_another_site(String line) throws IOException {
        assertNotForOthers(raw(line + "\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void what_is_wrong_and_what_would_be_right_is_said() throws IOException {
        String answer = raw("GET /v1/tasks/a HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("urn:apium:problem:foreign-host", "'rebound.example'", "apium.api.allowed-hosts");
    }

    private static void assertNotForOthers(String answer) {
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n");
    }

    private static String header(String name, @Nullable String value) {
        return value == null ? "" : name + ": " + value + "\r\n";
    }

    private String raw(String request) throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

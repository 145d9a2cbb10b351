package io.apium.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@ApiTest
class ProblemTest {

    @Autowired
    Http http;

    @Autowired
    Environment environment;

    @Test
    void a_path_that_is_not_served_is_not_found() {
        for (String path : new String[] {"/", "/v1", "/v1/nothing", "/index.html", "/v1/tasks/a/b", "/error"}) {
            Answer answer = http.get(path);

            isProblem(answer, 404, "unknown-path");
            assertThat(answer.text("/instance")).isEqualTo(path);
        }
    }

    @Test
    void a_method_that_is_not_served_is_told_which_are() {
        Answer answer = http.send(
                http.request("/v1/tasks/any").PUT(BodyPublishers.noBody()).build());

        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("DELETE, GET");
    }

    @Test
    void an_answer_that_cannot_be_given_is_told_what_can() {
        Answer answer = http.get("/v1/tasks/any", "Accept", "text/html");

        isProblem(answer, 406, "not-acceptable");
        assertThat(answer.text("/detail")).contains("application/json");
    }

    @Test
    void a_body_of_another_type_is_told_what_is_read() {
        Answer answer =
                http.post("/v1/tasks", "application/x-www-form-urlencoded", "a=b".getBytes(StandardCharsets.UTF_8));

        isProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("Accept")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"task\": \"a\",}              | line 1, column 14",
                "{\"task\":@ \"a\" \"b\"}       | line 2, column 6",
                "{\"task\":\"a\",\"task\":\"b\"} | Duplicate",
                "{\"args\":[NaN]}                | line 1",
                "{}@{}                           | line 2, column 1: something follows",
                "{\"task\": 'a'}                 | line 1, column 10",
                "`   `                           | no JSON",
            })
    void json_that_cannot_be_read_is_told_where(String body, String where) {
        Answer answer = http.post("/v1/tasks", body.replace('@', '\n'));

        isProblem(answer, 400, "unreadable-json");
        assertThat(answer.text("/detail")).contains(where).doesNotContain("`");
    }

    @Test
    void a_missing_body_and_broken_text_are_unreadable() {
        byte[] broken = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};

        isProblem(http.post("/v1/tasks", ""), 400, "unreadable-json");
        isProblem(http.post("/v1/tasks", "application/json", broken), 400, "unreadable-json");
    }

    @Test
    void a_path_that_is_no_path_is_refused_too() throws IOException {
        String answer = raw("GET /v1/tasks/{a} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).contains("Content-Type: application/problem+json", "\"status\":400");
    }

    @Test
    void an_answer_does_not_name_its_server() {
        assertThat(http.get("/v1/tasks/any").header("Server")).isEmpty();
    }

    @Test
    void every_kind_of_problem_is_documented() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/apium/api/error/Problem.java"));
        String page = Files.readString(Path.of("../docs/http.md"));

        var names = Pattern.compile("new Words\\(\\s*\"([a-z-]+)\",\\s*(\\d+)")
                .matcher(source)
                .results()
                .toList();

        assertThat(names).hasSize(31);
        assertThat(names)
                .allSatisfy(name -> assertThat(page)
                        .containsPattern("`urn:apium:problem:" + name.group(1) + "` *\\| " + name.group(2)));
    }

    private String raw(String request) throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void isProblem(Answer answer, int status, String name) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:" + name);
        assertThat(answer.at("/status").asInt()).isEqualTo(status);
        assertThat(answer.text("/title")).isNotBlank();
        assertThat(answer.text("/detail")).isNotBlank();
    }
}

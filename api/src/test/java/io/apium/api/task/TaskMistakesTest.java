package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class TaskMistakesTest {

    @Autowired
    Http http;

    @Test
    void every_mistake_is_told_with_its_place() {
        Answer answer = http.post("/v1/tasks", """
            {"tsk": 1, "args": {}, "kwargs": [], "options": {"priorty": 1, "priority": 300, "queue": "a b", "eta": "noon",
             "countdown": -1, "expires": true, "timeLimit": 0, "softTimeLimit": "10", "ignoreResult": 1, "shadow": "",
             "link": {"task": "x", "chain": []}, "linkError": 5, "headers": {"id": "x"}}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:invalid-request");
        assertThat(answer.at("/errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/tsk",
                        "/task",
                        "/args",
                        "/kwargs",
                        "/options/priorty",
                        "/options/priority",
                        "/options/queue",
                        "/options",
                        "/options/eta",
                        "/options/countdown",
                        "/options/expires",
                        "/options/timeLimit",
                        "/options/softTimeLimit",
                        "/options/ignoreResult",
                        "/options/shadow",
                        "/options/link",
                        "/options/linkError",
                        "/options/headers/id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                             | ''",
                "{\"task\": \"\"}                               | /task",
                "{\"task\": null}                               | /task",
                "{\"task\": \"t\", \"immutable\": true}         | /immutable",
                "{\"task\": \"t\", \"a~b/c\": true}             | /a~0b~1c",
                "{\"task\": \"t\", \"options\": {\"timeLimit\": 5, \"softTimeLimit\": 5}} | /options",
                "{\"task\": \"t\", \"options\": {\"timeLimit\": 1e-999999999}} | /options/timeLimit",
                "{\"task\": \"t\", \"options\": {\"timeLimit\": 1e999999999}} | /options/timeLimit",
                "{\"task\": \"t\", \"options\": {\"priority\": 1.5}} | /options/priority",
                "{\"task\": \"t\", \"options\": {\"eta\": \"2099-01-01T00:00:00Z\"}} | /options/eta",
                "{\"task\": \"t\", \"options\": {\"eta\": \"1969-12-31T23:59:59Z\"}} | /options/eta",
                "{\"task\": \"t\", \"options\": {\"countdown\": 315705600}} | /options/countdown",
                "{\"task\": \"t\", \"options\": {\"expires\": \"+999999999-01-01T00:00:00Z\"}} | /options/expires",
                "{\"task\": \"t\", \"options\": {\"headers\": {\"apium_repeat\": true}}} | /options/headers/apium_repeat",
                "{\"task\": \"t\", \"options\": {\"priority\": 99999999999}} | /options/priority",
            })
    void one_mistake_is_told_in_the_detail(String body, String pointer) {
        Answer answer = http.post("/v1/tasks", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.text("/detail")).contains(answer.text("/errors/0/detail"));
    }
}

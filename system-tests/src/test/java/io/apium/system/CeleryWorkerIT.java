package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Apium's API in front of a Celery worker in Python, on a queue of its own, beside a worker in Java. */
class CeleryWorkerIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final String PYTHON = STAGE.queue();
    private static final String JAVA = STAGE.queue();
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        TestProcess worker = STAGE.worker("--queues", JAVA);
        api = STAGE.api();
        STAGE.celeryWorker(PYTHON);
        TestStage.takes(worker);
    }

    @Test
    void a_task_that_only_python_has_comes_back_with_its_result() throws Exception {
        JsonNode ended = api.ended("/v1/tasks", """
                {"task": "py.greet", "args": ["wörld"], "kwargs": {"greeting": "hi"}, "options": {"queue": "%s"}}
                """.formatted(PYTHON));

        assertThat(ended.path("state").asString()).isEqualTo("SUCCESS");
        assertThat(ended.path("result").asString()).isEqualTo("hi, wörld");
    }

    @Test
    void an_error_of_python_is_shown_with_type_and_message() throws Exception {
        JsonNode ended = api.ended("/v1/tasks", """
                {"task": "py.fail", "args": ["no such row"], "options": {"queue": "%s"}}
                """.formatted(PYTHON));

        assertThat(ended.path("state").asString()).isEqualTo("FAILURE");
        assertThat(ended.path("error").path("type").asString()).isEqualTo("ValueError");
        assertThat(ended.path("error").path("message").asString()).isEqualTo("no such row");
        assertThat(ended.path("error").path("traceback").asString()).contains("celery_tasks.py");
    }

    @Test
    void a_chain_runs_through_both() throws Exception {
        JsonNode ended = api.ended("/v1/flows", """
                {"chain": [
                  {"task": "math.add", "args": [1, 2], "options": {"queue": "%1$s"}},
                  {"task": "py.double", "options": {"queue": "%2$s"}},
                  {"task": "math.mul", "args": [10], "options": {"queue": "%1$s"}},
                  {"task": "py.double", "options": {"queue": "%2$s"}}]}
                """.formatted(JAVA, PYTHON));

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SUCCESS");
        assertThat(ended.path("result").asInt()).isEqualTo(120);
    }

    @Test
    void a_chord_is_counted_by_both_whoever_comes_last() throws Exception {
        for (String body : new String[] {
            "{\"task\": \"math.sum\", \"options\": {\"queue\": \"" + JAVA + "\"}}",
            "{\"task\": \"py.total\", \"options\": {\"queue\": \"" + PYTHON + "\"}}"
        }) {
            JsonNode ended = api.ended("/v1/flows", chord(body));

            assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SUCCESS");
            assertThat(ended.path("result").asInt()).isEqualTo(2 + 4 + 6 + 8);
        }
    }

    @Test
    void a_failure_in_python_breaks_a_chord_whose_body_is_ours() throws Exception {
        JsonNode ended = api.ended("/v1/flows", """
                {"chord": {
                  "header": [
                    {"task": "math.add", "args": [1, 1], "options": {"queue": "%1$s"}},
                    {"task": "py.fail", "args": ["half way"], "options": {"queue": "%2$s"}}],
                  "body": {"task": "math.sum", "options": {"queue": "%1$s"}}}}
                """.formatted(JAVA, PYTHON));

        assertThat(ended.path("state").asString()).isEqualTo("FAILURE");
        assertThat(ended.path("error").path("type").asString()).isEqualTo("ChordError");
        assertThat(ended.path("error").path("message").asString()).contains("ValueError", "half way");
    }

    private static String chord(String body) {
        return """
                {"chord": {
                  "header": [
                    {"task": "math.add", "args": [1, 1], "options": {"queue": "%1$s"}},
                    {"task": "py.double", "args": [2], "options": {"queue": "%2$s"}},
                    {"task": "math.add", "args": [3, 3], "options": {"queue": "%1$s"}},
                    {"task": "py.double", "args": [4], "options": {"queue": "%2$s"}}],
                  "body": %3$s}}
                """.formatted(JAVA, PYTHON, body);
    }
}

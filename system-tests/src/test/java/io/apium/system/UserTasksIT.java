package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The example project under {@code docs}, built as a plain jar, and a worker that was given nothing but the jar. */
class UserTasksIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final Path EXAMPLE = Path.of("../docs/examples/my-tasks/src/main/java");
    private static final String QUEUE = STAGE.queue();
    private static ApiClient api;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path jar = TaskJar.of(EXAMPLE, folder);
        TestProcess worker = STAGE.worker("--queues", QUEUE, "--task-jars", jar.toString());
        api = STAGE.api();
        TestStage.takes(worker);
    }

    @Test
    void a_task_takes_records_and_times_and_gives_them_back() throws Exception {
        JsonNode ended = invoice("""
                {"customer": "Ada", "lines": [{"product": "tea", "quantity": 2, "price": 1.25}]}
                """);

        assertThat(ended.path("result").toString())
                .isEqualTo("{\"customer\":\"Ada\",\"total\":2.5,\"due\":\"2026-12-22T10:00:00Z\"}");
    }

    @Test
    void a_checked_exception_is_the_tasks_failure() throws Exception {
        JsonNode ended = invoice("{\"customer\": \"Bob\", \"lines\": []}");

        assertThat(ended.path("state").asString()).isEqualTo("FAILURE");
        assertThat(ended.path("error").path("type").asString()).isEqualTo("IOException");
        assertThat(ended.path("error").path("message").asString()).isEqualTo("the order of Bob is empty");
    }

    @Test
    void an_argument_that_does_not_fit_is_named() throws Exception {
        JsonNode ended = invoice("{\"customer\": \"Eve\", \"lines\": [{\"product\": \"tea\", \"quantity\": \"two\"}]}");

        assertThat(ended.path("error").path("type").asString()).isEqualTo("TypeError");
        assertThat(ended.path("error").path("message").asString()).contains("orders.invoice", "'order'");
    }

    @Test
    void the_built_in_tasks_are_still_there() throws Exception {
        JsonNode ended = api.ended("/v1/tasks", """
                {"task": "math.add", "args": [2, 3], "options": {"queue": "%s"}}""".formatted(QUEUE));

        assertThat(ended.path("result").asInt()).isEqualTo(5);
    }

    @Test
    void a_jar_that_is_not_there_stops_the_worker_and_is_named() throws Exception {
        TestProcess worker = STAGE.worker("--queues", QUEUE, "--task-jars", "no-such.jar");

        assertThat(worker.exit()).isNotZero();
        assertThat(worker.lines()).last().asString().contains("no-such.jar", "does not exist");
    }

    private static JsonNode invoice(String order) throws Exception {
        return api.ended("/v1/tasks", """
                {"task": "orders.invoice", "kwargs": {"order": %s, "at": "2026-11-22T10:00:00Z"},
                 "options": {"queue": "%s"}}
                """.formatted(order, QUEUE));
    }
}

package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import io.apium.task.TaskId;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A task that ends every worker which takes it, until the test repairs it. */
class PoisonIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LIMIT = 3;
    private static final String SOURCE = """
            package poison;

            import io.apium.worker.Task;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class PoisonTasks {

                @Task("poison.run")
                public String run(String cure) {
                    if (!Files.exists(Path.of(cure))) {
                        Runtime.getRuntime().halt(7);
                    }
                    return "cured";
                }
            }
            """;

    @Test
    void it_is_put_aside_after_the_limit_and_succeeds_when_it_is_replayed_after_a_fix(@TempDir Path folder)
            throws Exception {
        Path cure = folder.resolve("cure");
        String jar = jar(folder).toString();
        String queue = STAGE.queue();
        ApiClient api = STAGE.api();
        HttpResponse<String> accepted = api.post("/v1/tasks", """
                {"task": "poison.run", "args": ["%s"], "options": {"queue": "%s"}}
                """.formatted(cure, queue));
        assertThat(accepted.statusCode()).isEqualTo(202);
        TaskId id = new TaskId(ApiClient.read(accepted).path("id").asString());

        int died = 0;
        for (int i = 0; i < LIMIT; i++) {
            assertThat(worker(queue, jar).exit()).isEqualTo(7);
            died++;
        }
        TestProcess survivor = worker(queue, jar);
        JsonNode failed = api.get("/v1/tasks/" + id + "?wait=30s");

        assertThat(failed.path("state").asString()).as(failed.toString()).isEqualTo("FAILURE");
        assertThat(failed.path("error").path("type").asString()).isEqualTo("WorkerLostError");
        JsonNode letter = letter(api, id);
        assertThat(letter.path("cause").asString()).isEqualTo("POISONED");
        assertThat(letter.path("task").asString()).isEqualTo("poison.run");
        assertThat(survivor.isAlive()).isTrue();

        Files.writeString(cure, "found");
        HttpResponse<String> replayed =
                api.post("/v1/dead-letters/" + letter.path("id").asString() + ":replay", "{}");
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(202);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> api.get("/v1/tasks/" + id + "?wait=5s")
                        .path("state")
                        .asString()
                        .equals("SUCCESS"));

        assertThat(api.get("/v1/tasks/" + id).path("result").asString()).isEqualTo("cured");
        assertThat(survivor.isAlive()).isTrue();
        System.out.printf("a task ended %d workers, was put aside, replayed after a fix, and succeeded%n", died);
    }

    private static TestProcess worker(String queue, String jar) {
        return STAGE.worker(
                Map.of("APIUM_WORKER_DELIVERY_LIMIT", Integer.toString(LIMIT)), "--queues", queue, "--task-jars", jar);
    }

    private static JsonNode letter(ApiClient api, TaskId id) throws Exception {
        for (JsonNode letter : api.get("/v1/dead-letters?task=poison.run").path("items")) {
            if (letter.toString().contains(id.value())) {
                return letter;
            }
        }
        throw new AssertionError("there is no dead letter of task " + id);
    }

    private static Path jar(Path folder) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources/poison"));
        Files.writeString(sources.resolve("PoisonTasks.java"), SOURCE);
        return TaskJar.of(folder.resolve("sources"), folder);
    }
}

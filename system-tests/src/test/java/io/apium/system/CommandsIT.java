package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.process.TestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The example commands under {@code docs}, in Python and Node, and a worker that was given nothing but their file. */
class CommandsIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path EXAMPLE = Path.of("../docs/examples/commands/commands.yaml");
    private static final String QUEUE = STAGE.queue();
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        TestProcess worker = STAGE.worker("--queues", QUEUE, "--command-files", EXAMPLE.toString());
        api = STAGE.api();
        TestStage.takes(worker);
    }

    @Test
    void a_function_in_python_is_a_task() throws Exception {
        assertThat(call("text.longest", "[\"the quick brown fox\", 2]")
                        .path("result")
                        .toString())
                .isEqualTo("[\"brown\",\"quick\"]");
        assertThat(call("text.longest", "[\"now a warm one\"]").path("result").toString())
                .isEqualTo("[\"warm\"]");
    }

    @Test
    void a_script_in_node_is_a_task() throws Exception {
        assertThat(call("text.slug", "[\"Smörgåsbord & Tea\"]").path("result").asString())
                .isEqualTo("smorgasbord-tea");
    }

    @Test
    void an_exit_code_is_the_tasks_failure() throws Exception {
        JsonNode ended = call("text.slug", "[5]");

        assertThat(ended.path("state").asString()).isEqualTo("FAILURE");
        assertThat(ended.path("error").path("type").asString()).isEqualTo("CommandFailed");
        assertThat(ended.path("error").path("message").asString())
                .isEqualTo("text.slug ended with exit code 2: text is a string, got: 5");
    }

    @Test
    void a_file_that_cannot_be_stops_the_worker_and_is_named(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("wrong.yaml"), "commands: [{name: math.add, command: [no-such-executable]}]");
        TestProcess worker = STAGE.worker("--queues", QUEUE, "--command-files", file.toString());

        assertThat(worker.exit()).isEqualTo(2);
        assertThat(worker.lines())
                .last()
                .asString()
                .contains("apium.worker.command-files: ", "wrong.yaml: commands[0].command", "no-such-executable");
    }

    @Test
    void a_command_of_a_built_in_tasks_name_stops_the_worker(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("twice.yaml"), "commands: [{name: math.add, command: [sh]}]");
        TestProcess worker = STAGE.worker("--queues", QUEUE, "--command-files", file.toString());

        assertThat(worker.exit()).isNotZero();
        assertThat(worker.lines()).last().asString().contains("math.add has two handlers", "twice.yaml: commands[0]");
    }

    @Test
    void a_worker_that_is_killed_takes_its_commands_and_their_children_with_it(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hold.sh"), "sleep 1000 & echo $$ $! >ids.new; mv ids.new ids; wait");
        Path file =
                Files.writeString(folder.resolve("hold.yaml"), "commands: [{name: test.hold, command: [sh, hold.sh]}]");
        String queue = STAGE.queue();
        TestProcess worker = STAGE.worker("--queues", queue, "--command-files", file.toString());
        TestStage.takes(worker);
        api.post("/v1/tasks", """
                {"task": "test.hold", "options": {"queue": "%s"}}""".formatted(queue));
        Path ids = folder.resolve("ids");
        await().atMost(LIMIT).until(() -> Files.exists(ids));
        List<ProcessHandle> both = Stream.of(Files.readString(ids).strip().split(" "))
                .map(id -> ProcessHandle.of(Long.parseLong(id)).orElseThrow())
                .toList();

        worker.kill();

        await().atMost(LIMIT).until(() -> both.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static JsonNode call(String task, String args) throws Exception {
        return api.ended("/v1/tasks", """
                {"task": "%s", "args": %s, "options": {"queue": "%s"}}""".formatted(task, args, QUEUE));
    }
}

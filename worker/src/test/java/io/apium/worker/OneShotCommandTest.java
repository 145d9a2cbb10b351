package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.store.Revocation;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OneShotCommandTest {

    @TempDir
    Path folder;

    @Test
    void arguments_go_in_and_the_result_comes_out_as_it_stands() {
        try (WorkerFixture fixture = commands().shell("echo", "cat").started()) {
            assertThat(fixture.result(Signature.of("echo", 1, "zwei").keyword("k", null)))
                    .isEqualTo("{\"args\":[1,\"zwei\"],\"kwargs\":{\"k\":null}}");
        }
    }

    @Test
    void arguments_by_position_have_the_names_that_are_declared() {
        try (WorkerFixture fixture =
                commands().shell("echo", "cat", "args: [width, height]").started()) {
            assertThat(fixture.result(Signature.of("echo", 1).keyword("height", 2)))
                    .isEqualTo("{\"width\":1,\"height\":2}");
            assertThat(fault(fixture.call(Signature.of("echo", 1, 2, 3))))
                    .isEqualTo(TaskError.wrongArguments("echo takes 2 positional arguments (width, height), got 3"));
            assertThat(fault(fixture.call(Signature.of("echo", 1).keyword("width", 2))))
                    .isEqualTo(TaskError.wrongArguments("echo got parameter 'width' twice, by position and by name"));
        }
    }

    @Test
    void more_than_a_pipe_holds_goes_in_and_out() {
        String text = "x".repeat(1_000_000);
        try (WorkerFixture fixture =
                commands().shell("echo", "cat", "args: [text]").started()) {
            assertThat(fixture.result(Signature.of("echo", text))).isEqualTo("{\"text\":\"" + text + "\"}");
        }
    }

    @Test
    void a_process_that_reads_nothing_has_its_result_all_the_same() {
        try (WorkerFixture fixture = commands().shell("deaf", "echo 5").started()) {
            assertThat(fixture.result(Signature.of("deaf", "x".repeat(1_000_000))))
                    .isEqualTo("5");
        }
    }

    @Test
    void it_runs_in_its_folder_with_the_variables_that_are_allowed_and_no_others() {
        String script = """
                import json, os
                print(json.dumps([os.getcwd(), sorted(name for name in os.environ if name != "LC_CTYPE")]))
                """;
        try (WorkerFixture fixture =
                commands().python("where", script, "environment: [PATH]").started()) {
            assertThat(fixture.result(Signature.of("where"))).isEqualTo("[\"" + folder + "\", [\"PATH\"]]");
        }
    }

    @Test
    void an_exit_code_is_a_failure_with_the_last_that_was_said() {
        String script = "echo first >&2; echo the disk is full >&2; exit 3";
        try (WorkerFixture fixture = commands().shell("exits", script).started()) {
            TaskError error = fault(fixture.call(Signature.of("exits")));

            assertThat(error.type()).isEqualTo("CommandFailed");
            assertThat(error.message()).isEqualTo("exits ended with exit code 3: first\nthe disk is full");
            assertThat(error.traceback()).isEqualTo("first\nthe disk is full\n");
            assertFree(fixture);
        }
    }

    @Test
    void a_process_that_is_killed_is_a_failure_and_tried_again_if_that_is_declared() {
        try (WorkerFixture fixture = commands()
                .shell("killed", "kill -9 $$")
                .shell(
                        "again",
                        "test -e tried && echo 7 || { touch tried; kill -9 $$; }",
                        "retry: {max: 1, delay: PT1S}")
                .started()) {
            assertThat(fault(fixture.call(Signature.of("killed"))).message())
                    .isEqualTo("killed ended with exit code 137 (signal 9)");

            TaskId again = fixture.send(Signature.of("again")).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.record(again) instanceof TaskRecord.Retrying);
            fixture.pass(Duration.ofSeconds(1));

            assertThat(fixture.ended(again)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void what_is_not_json_says_so() {
        try (WorkerFixture fixture = commands()
                .shell("words", "echo hello")
                .shell("nothing", "true")
                .shell("two", "echo 1; echo 2")
                .shell("binary", "printf '\\377\\376\\000'")
                .started()) {
            assertThat(fault(fixture.call(Signature.of("words"))).message())
                    .startsWith("words wrote invalid JSON to stdout: ");
            assertThat(fault(fixture.call(Signature.of("nothing"))).message()).endsWith("stdout: it is empty");
            assertThat(fault(fixture.call(Signature.of("two"))).message())
                    .endsWith("stdout: it has more than one value");
            assertThat(fault(fixture.call(Signature.of("binary"))).message())
                    .isEqualTo("binary wrote invalid UTF-8 to stdout");
            assertFree(fixture);
        }
    }

    @Test
    void a_flood_is_stopped() {
        try (WorkerFixture fixture = commands()
                .shell("flood", "yes", "maxOutputSize: 100KB")
                .shell("loud", "yes >&2", "timeLimit: PT0.5S")
                .started()) {
            assertThat(fault(fixture.call(Signature.of("flood"))).message())
                    .isEqualTo("flood wrote more than 102400 bytes to stdout and was killed");
            assertThat(fault(fixture.call(Signature.of("loud"))).traceback()).hasSizeLessThanOrEqualTo(8_192);
            assertFree(fixture);
        }
    }

    @Test
    void the_shorter_time_limit_kills_it_and_all_that_it_started() {
        TaskOptions.Timing brief = new TaskOptions.Timing(null, null, Duration.ofMillis(300), null);
        try (WorkerFixture fixture = commands()
                .shell("loops", "while :; do :; done", "timeLimit: PT0.3S")
                .shell("sleeps", "sleep 1000 & echo $! >child; wait")
                .started()) {
            assertThat(fault(fixture.call(Signature.of("loops"))))
                    .isEqualTo(new TaskError("TimeLimitExceeded", "billiard.exceptions", List.of("0.3"), null));
            TaskId sleeps = fixture.send(Samples.timed(Signature.of("sleeps"), brief))
                    .results()
                    .getFirst();
            ProcessHandle child = commands().process("child");

            assertThat(fault(fixture.ended(sleeps)).type()).isEqualTo("TimeLimitExceeded");
            await().atMost(LIMIT).until(() -> !child.isAlive());
            assertFree(fixture);
        }
    }

    @Test
    void a_task_that_is_revoked_while_it_runs_is_killed_with_all_that_it_started() {
        try (WorkerFixture fixture =
                commands().shell("sleeps", "sleep 1000 & echo $! >child; wait").started()) {
            TaskId id = fixture.send(Signature.of("sleeps")).results().getFirst();
            ProcessHandle child = commands().process("child");
            fixture.store.revocations().revoke(new Revocation.OfTask(id), Samples.NOW);

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Revoked.class);
            await().atMost(LIMIT).until(() -> !child.isAlive());
            assertFree(fixture);
        }
    }

    @Test
    void what_a_process_leaves_behind_is_ended_and_not_waited_for() {
        String script = "sleep 1000 & echo $! >child; echo '\"done\"'";
        try (WorkerFixture fixture = commands().shell("forks", script).started()) {
            assertThat(fixture.result(Signature.of("forks"))).isEqualTo("\"done\"");
            ProcessHandle child = commands().process("child");
            await().atMost(LIMIT).until(() -> !child.isAlive());
            assertFree(fixture);
        }
    }

    @Test
    void a_task_that_outlives_the_grace_is_killed_and_goes_back_to_its_queue() {
        WorkerFixture fixture =
                commands().shell("sleeps", "echo $$ >child; exec sleep 1000").started(Duration.ofMillis(100));
        fixture.send(Signature.of("sleeps"));
        ProcessHandle child = commands().process("child");

        fixture.close();

        await().atMost(LIMIT).until(() -> !child.isAlive());
        assertThat(fixture.broker.ready(QueueName.DEFAULT)).isOne();
    }

    private static void assertFree(WorkerFixture fixture) {
        assertThat(fixture.result(Signature.of("fine"))).isEqualTo("true");
        fixture.awaitSettled();
    }

    private static TaskError fault(TaskRecord.Ended ended) {
        assertThat(ended).isInstanceOf(TaskRecord.Failed.class);
        return ((TaskRecord.Failed) ended).error();
    }

    private CommandsFixture commands() {
        return new CommandsFixture(folder);
    }
}

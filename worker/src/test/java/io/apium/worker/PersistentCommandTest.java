package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.store.Revocation;
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

/**
 * One persistent process in Python, whose behaviour the arguments of a task select: its responses, its silence and its
 * end.
 */
@Timeout(60)
class PersistentCommandTest {

    private static final String SCRIPT = """
            import json, os, signal, subprocess, sys, time
            def say(line):
                print(line, flush=True)
            for line in sys.stdin:
                call = json.loads(line)
                order, rest = call["args"][0], call["args"][1:]
                if order == "pid":
                    say(json.dumps({"result": os.getpid()}))
                elif order == "frame":
                    say(json.dumps({"id": call["id"], "result": call}))
                elif order == "raise":
                    print("it was about to go wrong", file=sys.stderr, flush=True)
                    say(json.dumps({"error": {"type": "KeyError", "message": "no such row", "traceback": "line 7"}}))
                elif order == "say":
                    say(rest[0])
                elif order == "binary":
                    sys.stdout.buffer.write(b"\\xff\\xfe\\n"); sys.stdout.flush()
                elif order == "die":
                    print("farewell", file=sys.stderr, flush=True)
                    os.kill(os.getpid(), signal.SIGKILL)
                elif order == "fork":
                    child = subprocess.Popen(["sleep", "1000"])
                    open("child", "w").write(str(child.pid) + "\\n")
                    os.kill(os.getpid(), signal.SIGKILL)
                elif order == "sleep":
                    open("child", "w").write(str(os.getpid()) + "\\n")
                    time.sleep(1000)
            """;

    @TempDir
    Path folder;

    @Test
    void a_process_is_asked_again_and_again() {
        try (WorkerFixture fixture = started()) {
            assertThat(ask(fixture, "pid")).isEqualTo(ask(fixture, "pid")).isEqualTo(ask(fixture, "pid"));
        }
    }

    @Test
    void it_is_told_what_is_known_of_the_attempt() {
        try (WorkerFixture fixture = started()) {
            Signature call = Signature.of("worker", "frame", "two\nlines").keyword("k", 1.5);
            TaskId id = fixture.send(call).results().getFirst();

            assertThat(fixture.ended(id))
                    .isInstanceOfSatisfying(
                            TaskRecord.Succeeded.class,
                            succeeded -> assertThat(succeeded.result().json())
                                    .isEqualTo("{\"id\": \"" + id + "\", \"task\": \"worker\", \"attempt\": 1,"
                                            + " \"args\": [\"frame\", \"two\\nlines\"], \"kwargs\": {\"k\": 1.5}}"));
        }
    }

    @Test
    void an_error_is_the_tasks_and_the_process_goes_on() {
        try (WorkerFixture fixture = started()) {
            String before = ask(fixture, "pid");

            assertThat(fault(fixture, "raise"))
                    .isEqualTo(new TaskError("KeyError", "builtins", List.of("no such row"), "line 7"));
            assertThat(ask(fixture, "pid")).isEqualTo(before);
        }
    }

    @Test
    void a_process_that_dies_costs_that_attempt_and_is_replaced() {
        try (WorkerFixture fixture = started()) {
            String before = ask(fixture, "pid");

            assertThat(fault(fixture, "die").message())
                    .isEqualTo("worker ended with exit code 137 (signal 9) before it answered: farewell");
            assertThat(ask(fixture, "pid")).isNotEqualTo(before);
        }
    }

    @Test
    void an_attempt_whose_process_was_lost_is_made_again_if_that_is_declared() {
        try (WorkerFixture fixture = started("retry: {max: 1, delay: PT1S}")) {
            TaskId id = fixture.send(Signature.of("worker", "die")).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.record(id) instanceof TaskRecord.Retrying);
            fixture.pass(Duration.ofSeconds(1));

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Failed.class);
            fixture.awaitSettled();
            assertThat(fixture.delayed()).isEmpty();
        }
    }

    @Test
    void a_process_that_died_while_nobody_asked_it_costs_nothing() {
        try (WorkerFixture fixture = started()) {
            ProcessHandle idle =
                    ProcessHandle.of(Long.parseLong(ask(fixture, "pid"))).orElseThrow();
            idle.destroyForcibly();
            await().atMost(LIMIT).until(() -> !idle.isAlive());

            assertThat(ask(fixture, "pid")).isNotEqualTo(Long.toString(idle.pid()));
        }
    }

    @Test
    void a_child_that_a_process_leaves_behind_is_ended_and_not_waited_for() {
        try (WorkerFixture fixture = started()) {
            assertThat(fault(fixture, "fork").message()).contains("exit code 137");
            ProcessHandle child = new CommandsFixture(folder).process("child");
            assertThat(ask(fixture, "pid")).isNotBlank();
            await().atMost(LIMIT).until(() -> !child.isAlive());
        }
    }

    @Test
    void rubbish_is_a_failure_that_says_so_and_the_process_is_replaced() {
        try (WorkerFixture fixture = started("maxOutputSize: 1KB")) {
            String before = ask(fixture, "pid");

            assertThat(fault(fixture, "say", "hello").message())
                    .startsWith("worker wrote an invalid response to stdout: ");
            assertThat(ask(fixture, "pid")).isNotEqualTo(before);
            assertThat(fault(fixture, "say", "[]").message()).endsWith("it must be an object");
            assertThat(fault(fixture, "say", "{}").message()).endsWith("it must have either a 'result' or an 'error'");
            assertThat(fault(fixture, "say", "{\"id\": \"x\", \"result\": 1}").message())
                    .contains("it is for request x, not for ");
            assertThat(fault(fixture, "say", "\"" + "x".repeat(2_000) + "\"").message())
                    .isEqualTo("worker wrote more than 1024 bytes in a line to stdout and was killed");
            assertThat(fault(fixture, "binary").message())
                    .isEqualTo("worker wrote invalid UTF-8 to stdout and was killed");
            fixture.awaitSettled();
        }
    }

    @Test
    void what_was_not_asked_for_is_no_answer_to_the_next() {
        try (WorkerFixture fixture = started()) {
            String before = ask(fixture, "pid");

            assertThat(ask(fixture, "say", "{\"result\": 1}\n{\"id\": \"\", \"result\": 2}"))
                    .isEqualTo("1");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(ask(fixture, "pid")).isNotEqualTo(before));
        }
    }

    @Test
    void the_time_limit_kills_it() {
        try (WorkerFixture fixture = started("timeLimit: PT1S")) {
            assertThat(fault(fixture, "sleep").type()).isEqualTo("TimeLimitExceeded");
            assertThat(ask(fixture, "pid")).isNotBlank();
        }
    }

    @Test
    void a_revocation_kills_it_and_the_slot_is_free() {
        try (WorkerFixture fixture = started()) {
            TaskId id = fixture.send(Signature.of("worker", "sleep")).results().getFirst();
            ProcessHandle sleeps = new CommandsFixture(folder).process("child");
            fixture.store.revocations().revoke(new Revocation.OfTask(id), Samples.NOW);

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Revoked.class);
            await().atMost(LIMIT).until(() -> !sleeps.isAlive());
            assertThat(ask(fixture, "pid")).isNotBlank();
        }
    }

    @Test
    void warm_processes_end_with_the_worker() {
        WorkerFixture fixture = started();
        ProcessHandle warm =
                ProcessHandle.of(Long.parseLong(ask(fixture, "pid"))).orElseThrow();

        fixture.close();

        await().atMost(LIMIT).until(() -> !warm.isAlive());
        assertThat(fixture.broker.unsettled()).isZero();
    }

    private WorkerFixture started(String... more) {
        String[] lines = List.of(more).toArray(new String[more.length + 1]);
        lines[more.length] = "mode: persistent";
        return new CommandsFixture(folder).python("worker", SCRIPT, lines).started();
    }

    private static String ask(WorkerFixture fixture, Object... order) {
        return fixture.result(Signature.of("worker", order));
    }

    private static TaskError fault(WorkerFixture fixture, Object... order) {
        TaskRecord.Ended ended = fixture.call(Signature.of("worker", order));
        assertThat(ended).isInstanceOf(TaskRecord.Failed.class);
        return ((TaskRecord.Failed) ended).error();
    }
}

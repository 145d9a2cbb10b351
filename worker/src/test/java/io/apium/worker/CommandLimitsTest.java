package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions.Timing;
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

/** What becomes of a command whose time is over: asked to end, and killed if it does not. */
@Timeout(60)
class CommandLimitsTest {

    private static final String TIDIES = "trap 'echo true; exit 0' TERM; echo $$ >child; while :; do sleep 0.02; done";
    private static final String DIES = "echo still at row 7 >&2; exec sleep 1000";
    private static final String IS_DEAF = "trap '' TERM; echo deaf >&2; echo $$ >child; while :; do sleep 0.02; done";

    private static final String ANSWERS = """
            import json, os, signal, sys, time
            def say(result):
                print(json.dumps({"result": result}), flush=True)
            def tidy(*_):
                say("tidied")
            for line in sys.stdin:
                order = json.loads(line)["args"][0]
                if order == "pid":
                    say(os.getpid())
                elif order == "tidy":
                    signal.signal(signal.SIGTERM, tidy)
                    time.sleep(1)
                elif order == "sleep":
                    print("sleeps", file=sys.stderr, flush=True)
                    time.sleep(1000)
            """;

    @TempDir
    Path folder;

    @Test
    void what_a_process_answers_when_it_is_asked_to_end_is_its_result() {
        try (WorkerFixture fixture =
                commands().shell("tidies", TIDIES, "softTimeLimit: PT0.3S").started()) {
            assertThat(fixture.result(Signature.of("tidies"))).isEqualTo("true");
        }
    }

    @Test
    void one_that_ends_without_an_answer_has_exceeded_its_soft_limit() {
        try (WorkerFixture fixture =
                commands().shell("dies", DIES, "softTimeLimit: PT0.3S").started()) {
            TaskId id = fixture.send(Signature.of("dies")).results().getFirst();

            assertThat(fault(fixture.ended(id)))
                    .isEqualTo(TaskError.softTimeLimit(
                            "the soft time limit of task " + id + " is over", "still at row 7\n"));
            assertFree(fixture);
        }
    }

    @Test
    void it_is_tried_again_if_that_is_declared() {
        String retry = "retry: {max: 1, delay: PT1S}";
        try (WorkerFixture fixture =
                commands().shell("dies", DIES, "softTimeLimit: PT0.1S", retry).started()) {
            TaskId id = fixture.send(Signature.of("dies")).results().getFirst();

            await().atMost(LIMIT)
                    .until(() -> fixture.record(id) instanceof TaskRecord.Retrying retrying
                            && retrying.error().type().equals("SoftTimeLimitExceeded"));
        }
    }

    @Test
    void one_that_does_not_mind_is_killed_at_the_hard_limit() {
        try (WorkerFixture fixture = commands()
                .shell("deaf", IS_DEAF, "softTimeLimit: PT0.1S", "timeLimit: PT0.5S")
                .started()) {
            assertThat(fault(fixture.call(Signature.of("deaf"))))
                    .isEqualTo(TaskError.timeLimit(Duration.ofMillis(500), "deaf\n"));
            assertFree(fixture);
        }
    }

    @Test
    void a_message_may_ask_for_less() {
        Timing brief = new Timing(null, null, Duration.ofMillis(600), Duration.ofMillis(300));
        try (WorkerFixture fixture = commands()
                .shell("tidies", TIDIES)
                .shell("deaf", IS_DEAF, "softTimeLimit: PT10S")
                .started()) {
            assertThat(fixture.result(Samples.timed(Signature.of("tidies"), brief)))
                    .isEqualTo("true");
            assertThat(fault(fixture.call(Samples.timed(Signature.of("deaf"), brief)))
                            .arguments())
                    .isEqualTo(List.of("0.6"));
        }
    }

    @Test
    void one_that_was_asked_to_end_can_still_be_revoked() {
        try (WorkerFixture fixture =
                commands().shell("deaf", IS_DEAF, "softTimeLimit: PT0.1S").started()) {
            TaskId id = fixture.send(Signature.of("deaf")).results().getFirst();
            ProcessHandle deaf = commands().process("child");
            fixture.store.revocations().revoke(new Revocation.OfTask(id), Samples.NOW);

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Revoked.class);
            await().atMost(LIMIT).until(() -> !deaf.isAlive());
            assertFree(fixture);
        }
    }

    @Test
    void a_persistent_process_that_was_asked_to_end_may_answer_and_is_replaced() {
        try (WorkerFixture fixture = persistent("softTimeLimit: PT0.5S")) {
            String before = fixture.result(Signature.of("asked", "pid"));

            assertThat(fixture.result(Signature.of("asked", "tidy"))).isEqualTo("\"tidied\"");
            assertThat(fixture.result(Signature.of("asked", "pid"))).isNotEqualTo(before);
        }
    }

    @Test
    void a_persistent_process_that_ends_without_an_answer_has_exceeded_its_soft_limit() {
        try (WorkerFixture fixture = persistent("softTimeLimit: PT0.5S")) {
            TaskError error = fault(fixture.call(Signature.of("asked", "sleep")));

            assertThat(error.type()).isEqualTo("SoftTimeLimitExceeded");
            assertThat(error.traceback()).isEqualTo("sleeps\n");
            assertThat(fixture.result(Signature.of("asked", "pid"))).isNotBlank();
        }
    }

    @Test
    void what_a_persistent_process_said_before_it_was_killed_is_told() {
        try (WorkerFixture fixture = persistent("timeLimit: PT0.5S")) {
            assertThat(fault(fixture.call(Signature.of("asked", "sleep"))))
                    .isEqualTo(TaskError.timeLimit(Duration.ofMillis(500), "sleeps\n"));
            assertThat(fixture.result(Signature.of("asked", "pid"))).isNotBlank();
        }
    }

    private WorkerFixture persistent(String limit) {
        return commands().python("asked", ANSWERS, "mode: persistent", limit).started();
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

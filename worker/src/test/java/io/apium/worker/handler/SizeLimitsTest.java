package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.canvas.Signature;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.worker.CommandsFixture;
import io.apium.worker.Task;
import io.apium.worker.node.WorkerFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SizeLimitsTest {

    private static final String LIMIT_OF_WORKER = "apium.worker.max-argument-size";

    static class Tasks {

        @Task("any")
        int any(String text) {
            return text.length();
        }

        @Task(value = "brief", maxArgumentSize = "500B", maxResultSize = "10B")
        String brief(String text) {
            return text;
        }
    }

    static class Mistakes {

        @Task(value = "noSize", maxArgumentSize = "lots")
        void noSize() {}

        @Task(value = "nothing", maxResultSize = "0B")
        void nothing() {}
    }

    @Test
    void a_message_that_is_too_long_for_its_task_is_not_run_and_says_why() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            assertThat(fixture.result(Signature.of("any", "x".repeat(1_000)))).isEqualTo("1000");
            assertThat(fixture.result(Signature.of("brief", "x"))).isEqualTo("\"x\"");
            assertThat(fault(fixture, Signature.of("brief", "x".repeat(497))))
                    .isEqualTo(TaskError.tooLong("the message of brief has 501 bytes, and its maxArgumentSize is 500"));
            fixture.awaitSettled();
        }
    }

    @Test
    void the_worker_has_a_limit_for_all() {
        try (WorkerFixture fixture = WorkerFixture.started(Map.of(LIMIT_OF_WORKER, "100B"), new Tasks())) {
            assertThat(fault(fixture, Signature.of("any", "x".repeat(200))).message())
                    .endsWith(" bytes, and " + LIMIT_OF_WORKER + " is 100");
            assertThat(fault(fixture, Signature.of("brief", "x".repeat(200))).message())
                    .as("the shorter of both")
                    .endsWith(" bytes, and " + LIMIT_OF_WORKER + " is 100");
        }
    }

    @Test
    void commands_know_it_too(@TempDir Path folder) {
        try (WorkerFixture fixture = new CommandsFixture(folder)
                .shell("echo", "cat")
                .with(LIMIT_OF_WORKER, "100B")
                .started()) {
            assertThat(fault(fixture, Signature.of("echo", "x".repeat(200))).type())
                    .isEqualTo("LimitExceeded");
        }
    }

    @Test
    void a_result_that_is_too_long_for_its_task_fails() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            assertThat(fault(fixture, Signature.of("brief", "123456789")))
                    .isEqualTo(TaskError.unwritable(
                            "the result of brief has 11 bytes as JSON, and its maxResultSize is 10"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"noSize", "nothing"})
    void a_size_that_cannot_be_names_the_method(String method) throws NoSuchMethodException {
        Task task = Mistakes.class.getDeclaredMethod(method).getAnnotation(Task.class);

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> Samples.sizes(100).and(task, "a.B.c()"))
                .withMessageMatching("@Task of a.B.c\\(\\): max(Argument|Result)Size is a size such as 1MB,"
                        + " more than nothing, got: '(lots|0B)'");
    }

    private static TaskError fault(WorkerFixture fixture, Signature signature) {
        TaskRecord.Ended ended = fixture.call(signature);
        assertThat(ended).isInstanceOf(TaskRecord.Failed.class);
        return ((TaskRecord.Failed) ended).error();
    }
}

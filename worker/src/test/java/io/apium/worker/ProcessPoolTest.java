package io.apium.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.flow.MapMessages;
import io.apium.store.BlobId;
import io.apium.store.Revocation;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ProcessPoolTest {

    static final Map<String, String> ONE_CHILD = Map.of(
            "apium.worker.pool", "process", "apium.worker.concurrency", "1", "apium.worker.child.memory", "64MB");

    @Test
    void a_task_runs_in_another_process_which_is_used_again() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            String pid = fixture.result(Signature.of("pid"));

            assertThat(Long.parseLong(pid)).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(fixture.result(Signature.of("pid"))).isEqualTo(pid);
            assertThat(fixture.result(Signature.of("echo", Map.of("a", List.of(1, 2.5, "x")))))
                    .isEqualTo("{\"a\":[1,2.5,\"x\"]}");
        }
    }

    @Test
    void a_child_is_given_what_a_message_only_names() throws IOException {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            var content = new ByteArrayInputStream("one\ntwo\nthree".getBytes(UTF_8));
            var kept = fixture.store.blobs().write(content, "text/plain", WorkerFixture.LIMIT);
            BlobId text = kept.blob().id();
            BlobId gone = new BlobId("sha256:" + "0".repeat(64));

            // a child that was taken for what cannot be read is free again
            assertThat(fault(fixture.call(lines(gone))).message()).contains("does not exist");
            assertThat(fault(fixture.call(lines(gone))).message()).contains("does not exist");
            assertThat(fixture.result(lines(text))).isEqualTo("[\"two\",\"three\"]");
            assertThat(fixture.result(Signature.of("echo", text.reference()))).isEqualTo("\"one\\ntwo\\nthree\"");
        }
    }

    @Test
    void a_child_begins_no_flow() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            assertThat(fault(fixture.call(Signature.of("plan"))).message()).contains("runs in a pool of threads");
        }
    }

    private static Signature lines(BlobId text) {
        return Signature.of(MapMessages.PART)
                .keyword("over", Map.of("lines", text.value(), "from", 1, "to", 9))
                .keyword("task", Map.of("task", "echo"));
    }

    @Test
    void a_task_that_ends_its_process_is_lost_as_often_as_may_be_and_disturbs_no_other() {
        Map<String, String> twice = oneChildWith("apium.worker.delivery-limit", "2");
        try (WorkerFixture fixture = WorkerFixture.started(twice, new ChildTasks())) {
            Submission exiting = fixture.send(Signature.of("exit", 3));
            assertThat(fixture.result(Signature.of("echo", 7))).isEqualTo("7");

            TaskError error = fault(fixture.ended(exiting.results().getFirst()));

            assertThat(error.type()).isEqualTo("WorkerLostError");
            assertThat(fixture.meters
                            .counter("apium.task.worker.lost", "task", "exit")
                            .count())
                    .isEqualTo(2);
            assertThat(fixture.result(Signature.of("echo", 8))).isEqualTo("8");
        }
    }

    @Test
    void what_a_handler_prints_is_no_frame() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            String pid = fixture.result(Signature.of("pid"));

            assertThat(fixture.result(Signature.of("print"))).isEqualTo("\"printed\"");
            assertThat(fixture.result(Signature.of("pid"))).isEqualTo(pid);
        }
    }

    @Test
    void a_hard_limit_kills_what_does_not_listen() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            TaskRecord.Ended ended = fixture.call(limited("spin", null, Duration.ofMillis(300)));

            assertThat(fault(ended).type()).isEqualTo("TimeLimitExceeded");
            assertThat(fixture.result(Signature.of("echo", 7))).isEqualTo("7");
            assertThat(fixture.meters.get("apium.pool.stuck").gauge().value()).isZero();
        }
    }

    @Test
    void a_soft_limit_is_heard_by_the_handler() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            String pid = fixture.result(Signature.of("pid"));

            assertThat(fixture.result(limited("late", Duration.ofMillis(200), Duration.ofSeconds(30))))
                    .isEqualTo("\"cleaned up\"");
            assertThat(fixture.result(Signature.of("pid"))).isEqualTo(pid);
        }
    }

    @Test
    void a_handler_that_wants_too_much_memory_fails_and_its_process_is_not_used_again() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            String pid = fixture.result(Signature.of("pid"));

            assertThat(fault(fixture.call(Signature.of("hoard"))).type()).isEqualTo("OutOfMemoryError");
            assertThat(fixture.result(Signature.of("pid"))).isNotEqualTo(pid);
        }
    }

    @Test
    void a_revoked_task_is_killed_and_its_slot_is_free() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            TaskId spinning = fixture.send(Signature.of("spin")).results().getFirst();
            await().until(() -> fixture.meters.get("apium.pool.busy").gauge().value() == 1);
            fixture.store.revocations().revoke(new Revocation.OfTask(spinning), Samples.NOW);

            assertThat(fixture.ended(spinning)).isInstanceOf(TaskRecord.Revoked.class);
            assertThat(fixture.result(Signature.of("echo", 7))).isEqualTo("7");
        }
    }

    @Test
    void a_retry_and_its_attempt_come_through() {
        try (WorkerFixture fixture = WorkerFixture.started(ONE_CHILD, new ChildTasks())) {
            TaskId id = fixture.send(Signature.of("again")).results().getFirst();
            await().until(() -> !fixture.delayed().isEmpty());
            fixture.pass(Duration.ofSeconds(2));

            TaskRecord.Ended ended = fixture.ended(id);
            assertThat(((TaskRecord.Succeeded) ended).result().json()).isEqualTo("\"" + id.value() + "\"");
        }
    }

    @Test
    void a_child_is_replaced_after_as_many_attempts_as_it_may_make() {
        Map<String, String> worn = oneChildWith("apium.worker.child.max-tasks", "2");
        try (WorkerFixture fixture = WorkerFixture.started(worn, new ChildTasks())) {
            List<String> pids = Stream.generate(() -> fixture.result(Signature.of("pid")))
                    .limit(5)
                    .toList();

            assertThat(pids.get(1)).isEqualTo(pids.get(0));
            assertThat(pids.get(2)).isNotEqualTo(pids.get(1)).isEqualTo(pids.get(3));
            assertThat(pids.get(4)).isNotEqualTo(pids.get(3));
        }
    }

    @Configuration
    static class Slow {

        @Bean
        ChildTasks tasks() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(1_500);
            return new ChildTasks();
        }
    }

    @Test
    void a_task_that_waits_for_a_child_is_not_late_for_that() {
        try (WorkerFixture fixture = WorkerFixture.started(
                oneChildWith(ChildConfigurationTest.CONFIGURATION, Slow.class.getName()), new ChildTasks())) {
            fixture.call(limited("spin", null, Duration.ofMillis(300)));

            TaskRecord.Ended ended = fixture.call(limited("pid", null, Duration.ofSeconds(1)));

            assertThat(ended).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    static Map<String, String> oneChildWith(String key, String value) {
        Map<String, String> properties = new HashMap<>(ONE_CHILD);
        properties.put(key, value);
        return properties;
    }

    private static Signature limited(String task, @Nullable Duration soft, Duration hard) {
        return Signature.of(task).with(TaskOptions.NONE.withTiming(new Timing(null, null, hard, soft)));
    }

    private static TaskError fault(TaskRecord.Ended ended) {
        return ((TaskRecord.Unsuccessful) ended).error();
    }
}

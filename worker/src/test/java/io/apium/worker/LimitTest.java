package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static class LimitedTasks {
        final Semaphore mayEnd = new Semaphore(0);
        final ConcurrentLinkedQueue<String> started = new ConcurrentLinkedQueue<>();

        @Task(value = "rated", limit = @Limit(rate = 1, per = "PT1M"))
        int rated() {
            return 1;
        }

        @Task(value = "keyed", limit = @Limit(concurrency = 1, key = "tenant"))
        String keyed(String tenant) throws InterruptedException {
            started.add(tenant);
            mayEnd.acquire();
            return tenant;
        }

        @Task(value = "failing", limit = @Limit(concurrency = 1, key = "header:tenant"))
        void failing() {
            throw new IllegalStateException("as ever");
        }

        @Task("free")
        int free() {
            return 2;
        }
    }

    static class Wrong {

        @Task(value = "wrong", limit = @Limit(rate = 1, key = "who"))
        void wrong(String tenant) {}
    }

    static class WrongTime {

        @Task(value = "wrong", limit = @Limit(rate = 1, per = "a minute"))
        void wrong() {}
    }

    private final LimitedTasks tasks = new LimitedTasks();

    @Test
    void what_a_rate_holds_back_waits_in_the_ledger_for_a_moment_of_its_own() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            List<TaskId> ids = IntStream.range(0, 3)
                    .mapToObj(_ -> send(fixture, Signature.of("rated")))
                    .toList();
            await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 2);

            assertThat(fixture.result(Signature.of("free")))
                    .as("nothing is held up")
                    .isEqualTo("2");
            fixture.awaitSettled();
            assertThat(fixture.delayed())
                    .extracting(DelayedTask::due)
                    .allMatch(due -> due.isAfter(Samples.NOW.plus(MINUTE.minusSeconds(1))))
                    .doesNotHaveDuplicates();
            assertThat(fixture.delayed())
                    .extracting(waiting -> waiting.message().retries())
                    .containsOnly(0);

            for (int ended = 1; ended <= 3; ended++) {
                int expected = ended;
                await().atMost(WorkerFixture.LIMIT)
                        .until(() -> ids.stream()
                                        .filter(id -> fixture.record(id) instanceof TaskRecord.Succeeded)
                                        .count()
                                == expected);
                fixture.pass(MINUTE.plusSeconds(1));
            }
            assertThat(fixture.delayed()).isEmpty();
        }
    }

    @Test
    void each_key_has_a_limit_of_its_own_and_whoever_is_next_is_called() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId first = send(fixture, Signature.of("keyed", "a"));
            await().atMost(WorkerFixture.LIMIT).until(() -> tasks.started.size() == 1);
            TaskId second = send(fixture, Signature.of("keyed").keyword("tenant", "a"));
            await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 1);
            TaskId other = send(fixture, Signature.of("keyed", "b"));
            await().atMost(WorkerFixture.LIMIT).until(() -> tasks.started.size() == 2);
            assertThat(tasks.started).containsExactly("a", "b");

            tasks.mayEnd.release(2);
            fixture.ended(first);
            fixture.ended(other);
            awaitCalled(fixture, second);
            fixture.pass(Duration.ZERO);
            tasks.mayEnd.release();

            assertThat(fixture.ended(second)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void somebody_who_is_called_and_is_gone_is_passed_over() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId first = send(fixture, Signature.of("keyed", "a"));
            await().atMost(WorkerFixture.LIMIT).until(() -> tasks.started.size() == 1);
            TaskId gone = send(fixture, Signature.of("keyed", "a"));
            await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 1);
            TaskId next = send(fixture, Signature.of("keyed", "a"));
            await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 2);
            Entry entry = fixture.store.ledger().find(EntryKey.task(gone)).orElseThrow();
            fixture.store.ledger().remove(entry.key(), entry.revision()).join();

            tasks.mayEnd.release(2);
            fixture.ended(first);
            awaitCalled(fixture, next);
            fixture.pass(Duration.ZERO);

            assertThat(fixture.ended(next)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void a_failure_gives_its_permit_back() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            Signature failing = Signature.of("failing").with(TaskOptions.NONE.withExtra("tenant", "a"));

            for (int i = 0; i < 3; i++) {
                TaskId id = send(fixture, failing);
                await().atMost(WorkerFixture.LIMIT).until(() -> {
                    fixture.pass(Duration.ZERO);
                    return fixture.record(id) instanceof TaskRecord.Failed;
                });
            }
        }
    }

    @Test
    void a_message_that_is_held_again_is_not_the_one_that_is_being_sent() {
        TaskMessage message = Samples.message(Signature.of("rated"));

        assertThat(message.heldBack()).isNotEqualTo(message);
        assertThat(message.heldBack().due().heldBack())
                .isNotEqualTo(message.heldBack().due());
        assertThat(message.heldBack().retries()).isEqualTo(message.retries());
    }

    @Test
    void a_declaration_that_cannot_be_stops_the_start_and_names_the_method() {
        assertThatThrownBy(() -> WorkerFixture.started(new Wrong()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("Wrong.wrong")
                .hasMessageContaining("key is the name of a parameter or header:NAME, got: 'who'");
        assertThatThrownBy(() -> WorkerFixture.started(new WrongTime()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("per is a time such as PT1S, got: 'a minute'");
    }

    private static void awaitCalled(WorkerFixture fixture, TaskId id) {
        await().atMost(WorkerFixture.LIMIT)
                .until(() -> fixture.store
                        .ledger()
                        .find(EntryKey.task(id))
                        .filter(entry -> !Samples.NOW.equals(entry.wake()))
                        .isEmpty());
    }

    private static TaskId send(WorkerFixture fixture, Signature signature) {
        return fixture.send(signature).results().getFirst();
    }
}

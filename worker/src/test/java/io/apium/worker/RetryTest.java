package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.client.DelayedTasks;
import io.apium.ledger.DelayedTask;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RetryTest {

    static class Tasks {

        final AtomicInteger runs = new AtomicInteger();

        @Task(value = "declared", retry = @Retry(max = 2, delay = "PT10S", deadLetter = true))
        int declared(int failures, TaskContext context) {
            runs.incrementAndGet();
            if (context.attempt() <= failures) {
                throw new IllegalStateException("failure " + context.attempt());
            }
            return context.attempt();
        }

        @Task("asks")
        void asks(TaskContext context) {
            runs.incrementAndGet();
            throw context.retry(Duration.ofSeconds(3));
        }

        @Task("fails")
        void fails() {
            runs.incrementAndGet();
            throw new IllegalStateException("always");
        }

        @Task("add")
        long add(long x, long y) {
            return x + y;
        }

        @Task("heard")
        String heard(String id) {
            return id;
        }
    }

    private static final Instant DUE = Samples.NOW.plusSeconds(10);

    private final Tasks tasks = new Tasks();

    @Test
    void a_failure_that_is_tried_again_can_be_read_while_it_waits() {
        TaskMessage message = Samples.message(Signature.of("declared", 1));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.publish(message);
            fixture.awaitSettled();

            assertThat(fixture.record(message.id())).isInstanceOfSatisfying(TaskRecord.Retrying.class, record -> {
                assertThat(record.error().summary()).isEqualTo("IllegalStateException('failure 1')");
                assertThat(record.retries()).isEqualTo(1);
                assertThat(record.due()).isEqualTo(DUE);
            });
            DelayedTask waiting = fixture.delayed().getFirst();
            assertThat(waiting.due()).isEqualTo(DUE);
            assertThat(waiting.message().id()).isEqualTo(message.id());
            assertThat(waiting.message().retries()).isEqualTo(1);
            assertThat(fixture.count("declared", "RETRY")).isOne();
        }
    }

    @Test
    void the_next_attempt_may_work_and_what_follows_follows_then() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(Signature.of("declared", 2).linked(List.of(Signature.of("add", 5))))
                    .results()
                    .getFirst();
            fixture.awaitSettled();
            fixture.pass(Duration.ofSeconds(10));
            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.awaitSettled();
            fixture.pass(Duration.ofSeconds(10));

            assertThat(fixture.ended(id)).isInstanceOfSatisfying(TaskRecord.Succeeded.class, ended -> {
                assertThat(ended.result().json()).isEqualTo("3");
                assertThat(ended.metadata().retries()).isEqualTo(2);
            });
            assertThat(fixture.ended(id.follower("link/0"))).isInstanceOf(TaskRecord.Succeeded.class);
            assertThat(tasks.runs).hasValue(3);
        }
    }

    @Test
    void the_last_failure_is_the_task_s_and_its_message_is_kept_where_that_is_asked_for() {
        Signature hopeless = Signature.of("declared", 9).guarded(List.of(Signature.of("heard")));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(hopeless).results().getFirst();
            for (int retries = 1; retries <= 2; retries++) {
                fixture.awaitSettled();
                await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
                fixture.pass(Duration.ofSeconds(10));
            }

            assertThat(fixture.ended(id))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error().summary())
                                    .isEqualTo("IllegalStateException('failure 3')"));
            assertThat(fixture.ended(id.follower("error/0"))).isInstanceOf(TaskRecord.Succeeded.class);
            DeadLetter letter = fixture.store.deadLetters().letters().getFirst();
            assertThat(letter.cause()).isEqualTo(Cause.EXHAUSTED);
            assertThat(letter.reason()).isEqualTo("attempt 3 was the last, and failed");
            assertThat(letter.message().headers()).containsEntry("retries", 2);
        }
    }

    @Test
    void a_handler_is_tried_again_when_it_asks_and_after_the_time_that_it_says() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.send(Signature.of("asks"));
            fixture.awaitSettled();

            assertThat(fixture.delayed().getFirst().due()).isEqualTo(Samples.NOW.plusSeconds(3));
        }
    }

    @Test
    void a_message_may_say_how_its_task_is_tried_again() {
        RetryPolicy policy = new RetryPolicy(1, Duration.ofSeconds(7), Duration.ofMinutes(1), false, false, false);
        Signature says = Signature.of("fails").with(TaskOptions.NONE.withExtra(TaskMessage.RETRY, policy.header()));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(says).results().getFirst();
            fixture.awaitSettled();
            assertThat(fixture.delayed().getFirst().due()).isEqualTo(Samples.NOW.plusSeconds(7));
            fixture.pass(Duration.ofSeconds(7));

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Failed.class);
            assertThat(tasks.runs).hasValue(2);
            assertThat(fixture.store.deadLetters().count()).isZero();
        }
    }

    @Test
    void nobody_is_told_of_a_retry_whose_task_nobody_wants_to_hear_of() {
        Signature quiet = Signature.of("declared", 1);
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(quiet.with(quiet.options().withReply(new TaskOptions.Reply(true, null, null))))
                    .results()
                    .getFirst();
            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.awaitSettled();

            assertThat(fixture.record(id)).isNull();
        }
    }

    @Test
    void wrong_arguments_are_never_tried_again() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            assertThat(fixture.call(Signature.of("declared", "many"))).isInstanceOf(TaskRecord.Failed.class);
            assertThat(fixture.delayed()).isEmpty();
        }
    }

    @Test
    void a_worker_that_dies_before_it_told_of_the_retry_is_made_up_for() {
        TaskMessage message = Samples.message(Signature.of("declared", 1));
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            new DelayedTasks(fixture.store.ledger())
                    .keep(message.retried(DUE), DUE)
                    .join();
            fixture.publish(message);
            fixture.lose(1);
            fixture.worker.start();

            await().atMost(LIMIT).until(() -> fixture.record(message.id()) instanceof TaskRecord.Retrying);
            fixture.awaitSettled();
            assertThat(fixture.delayed())
                    .as("one task waits once")
                    .singleElement()
                    .satisfies(
                            waiting -> assertThat(waiting.message().retries()).isEqualTo(1));
        }
    }

    @Test
    void an_attempt_that_is_due_before_the_one_before_it_is_settled_is_made_all_the_same() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.ledger.fallSilent();
            TaskId id = fixture.send(Signature.of("declared", 1)).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.pass(Duration.ofSeconds(10));

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Succeeded.class);
            fixture.ledger.speak();
            fixture.awaitSettled();
            assertThat(fixture.record(id)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void an_attempt_that_was_made_and_told_of_is_not_made_again() {
        TaskMessage message = Samples.message(Signature.of("declared", 1));
        TaskRecord.Retrying told = new TaskRecord.Retrying(message.id(), TaskError.invalidTask("x"), 1, DUE);
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            fixture.store.results().update(told).join();
            fixture.publish(message.repeated());
            fixture.worker.start();
            fixture.awaitSettled();

            assertThat(tasks.runs).hasValue(0);
            assertThat(fixture.record(message.id())).isEqualTo(told);
            assertThat(fixture.delayed()).isEmpty();
        }
    }
}

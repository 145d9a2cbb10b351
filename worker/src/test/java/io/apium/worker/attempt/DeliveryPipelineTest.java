package io.apium.worker.attempt;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Delivery.Content;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.Revocation;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.PipelineTasks;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeliveryPipelineTest {

    private final PipelineTasks tasks = new PipelineTasks();

    @Test
    void an_unreadable_message_is_kept_and_fails_its_id() {
        TaskId id = new TaskId("bad");
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.broker.inject(QueueName.DEFAULT, new Content.Unreadable("body is not JSON", id, "add"));

            assertThat(fixture.ended(id))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error()).isEqualTo(TaskError.invalidTask("body is not JSON")));
            fixture.awaitSettled();
            DeadLetter letter = fixture.store.deadLetters().letters().getFirst();
            assertThat(letter)
                    .isEqualTo(new DeadLetter(
                            DeadLetter.idOf(Cause.UNREADABLE, letter.message()),
                            Cause.UNREADABLE,
                            "body is not JSON",
                            QueueName.DEFAULT,
                            id,
                            "add",
                            letter.message(),
                            Samples.NOW));
            assertThat(letter.message().headers()).containsEntry("id", "bad");
            assertThat(fixture.meters
                            .counter("apium.task.dead.lettered", "cause", "unreadable")
                            .count())
                    .isOne();
        }
    }

    @Test
    void an_unreadable_message_without_an_id_is_kept() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.broker.inject(QueueName.DEFAULT, new Content.Unreadable("empty", null, null));

            fixture.awaitSettled();
            await().atMost(LIMIT).until(() -> fixture.store.deadLetters().count() == 1);
        }
    }

    @Test
    void an_unknown_task_fails_and_is_kept() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskRecord.Ended ended =
                    fixture.call(Signature.of("nobody.knows", 1).keyword("k", 2));

            assertThat(ended)
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error()).isEqualTo(TaskError.notRegistered("nobody.knows")));
            fixture.awaitSettled();
            DeadLetter letter = fixture.store.deadLetters().letters().getFirst();
            assertThat(letter.reason()).isEqualTo("no handler for task nobody.knows");
            assertThat(letter.cause()).isEqualTo(Cause.UNKNOWN_TASK);
            assertThat(letter.message().headers()).containsEntry("task", "nobody.knows");
            assertThat(fixture.count("unknown", "FAILURE")).isOne();
        }
    }

    @Test
    void a_revoked_task_is_not_run() {
        TaskMessage message = Samples.message(Signature.of("add", 1, 2));
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            fixture.publish(Samples.message(Signature.of("add", 0, 0)));
            fixture.store.revocations().revoke(new Revocation.OfTask(message.id()), Samples.NOW);
            fixture.worker.start();
            await().atMost(LIMIT).until(() -> tasks.runs.get() == 1);
            fixture.publish(message);

            assertThat(fixture.ended(message.id()))
                    .isInstanceOfSatisfying(
                            TaskRecord.Revoked.class,
                            revoked -> assertThat(revoked.error()).isEqualTo(TaskError.revoked("revoked")));
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(1);
        }
    }

    @Test
    void an_expired_task_is_not_run() {
        TaskOptions.Timing expired = new TaskOptions.Timing(null, new RelativeTime.At(Samples.NOW), null, null);
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskRecord.Ended ended = fixture.call(Samples.timed(Signature.of("add", 1, 2), expired));

            assertThat(ended)
                    .isInstanceOfSatisfying(
                            TaskRecord.Revoked.class,
                            revoked -> assertThat(revoked.error()).isEqualTo(TaskError.revoked("expired")));
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(0);
        }
    }

    @Test
    void a_task_that_expires_while_it_waits_for_a_slot_is_not_run() throws InterruptedException {
        TaskOptions.Timing soon = new TaskOptions.Timing(null, new RelativeTime.In(Duration.ofSeconds(1)), null, null);
        Map<String, String> two = Map.of("apium.worker.concurrency", "1", "apium.worker.prefetch", "2");
        try (WorkerFixture fixture = WorkerFixture.started(two, tasks)) {
            fixture.send(Signature.of("hold"));
            tasks.started.acquire();
            TaskId waiting = fixture.send(Samples.timed(Signature.of("add", 1, 2), soon))
                    .results()
                    .getFirst();
            await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 2);

            fixture.now.set(Samples.NOW.plusSeconds(2));
            tasks.mayEnd.release();

            assertThat(fixture.ended(waiting)).isInstanceOf(TaskRecord.Revoked.class);
        }
    }

    @Test
    void an_expired_task_is_kept_where_that_is_asked_for() {
        TaskOptions.Timing expired = new TaskOptions.Timing(null, new RelativeTime.At(Samples.NOW), null, null);
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.dead-letter-expired", "true"), tasks)) {
            TaskRecord.Ended ended = fixture.call(Samples.timed(Signature.of("add", 1, 2), expired));

            assertThat(ended).isInstanceOf(TaskRecord.Revoked.class);
            assertThat(fixture.store.deadLetters().letters()).singleElement().satisfies(letter -> {
                assertThat(letter.cause()).isEqualTo(Cause.EXPIRED);
                assertThat(letter.reason()).isEqualTo("it was not run before " + Samples.NOW);
            });
        }
    }

    @Test
    void a_task_that_comes_before_its_eta_waits_in_the_ledger_and_nowhere_else() {
        TaskOptions.Timing later = new TaskOptions.Timing(new RelativeTime.In(Duration.ofMillis(50)), null, null, null);
        TaskMessage message = Samples.message(Samples.timed(Signature.of("add", 1, 2), later));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.publish(message);

            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.awaitSettled();
            assertThat(fixture.delayed().getFirst().due()).isEqualTo(Samples.NOW.plusMillis(50));
            assertThat(fixture.record(message.id())).isNull();
            assertThat(fixture.meters
                            .counter("apium.task.deferred", "task", "add")
                            .count())
                    .isOne();
            fixture.pass(Duration.ofMillis(50));

            assertThat(fixture.ended(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(1);
        }
    }

    @Test
    void a_task_that_is_due_before_the_ledger_has_confirmed_it_is_run_all_the_same() {
        TaskOptions.Timing later = new TaskOptions.Timing(new RelativeTime.In(Duration.ofMillis(50)), null, null, null);
        TaskMessage message = Samples.message(Samples.timed(Signature.of("add", 1, 2), later));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.ledger.fallSilent();
            fixture.publish(message);
            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.pass(Duration.ofMillis(50));

            assertThat(fixture.ended(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
            fixture.ledger.speak();
            fixture.awaitSettled();
        }
    }

    @Test
    void a_task_that_the_ledger_does_not_take_goes_back_and_comes_again() {
        TaskOptions.Timing later = new TaskOptions.Timing(new RelativeTime.In(Duration.ofDays(1)), null, null, null);
        TaskMessage message = Samples.message(Samples.timed(Signature.of("add", 1, 2), later));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.ledger.failNext();
            fixture.publish(message);

            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.awaitSettled();
            assertThat(fixture.store.redeliveries().count(message).join())
                    .as("its coming again is excused")
                    .isZero();
        }
    }

    @Test
    void a_repeat_of_a_task_that_has_ended_is_not_run() {
        TaskMessage message = Samples.message(Signature.of("add", 1, 2).linked(List.of(Signature.of("add", 2))));
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            TaskRecord.Succeeded first =
                    new TaskRecord.Succeeded(message.id(), new JsonText("40"), Samples.NOW, ResultMetadata.UNKNOWN);
            fixture.store.results().end(first).join();
            fixture.publish(message.repeated());
            fixture.worker.start();

            TaskId callback = message.id().follower("link/0");
            assertThat(fixture.ended(callback))
                    .as("the debt of the record that stands")
                    .isInstanceOfSatisfying(
                            TaskRecord.Succeeded.class,
                            ended -> assertThat(ended.result()).isEqualTo(new JsonText("42")));
            fixture.awaitSettled();
            assertThat(tasks.runs).as("the callback alone").hasValue(1);
            assertThat(fixture.record(message.id())).isEqualTo(first);
        }
    }
}

package io.apium.worker;

import static io.apium.worker.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Delivery.Content;
import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.When;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.Provenance;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoadTest {

    private final RoadTasks tasks = new RoadTasks();

    @Test
    void an_unreadable_message_is_kept_and_fails_its_id() {
        TaskId id = new TaskId("bad");
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.broker.inject(
                    QueueName.DEFAULT,
                    new Content.Unreadable("body is not JSON", id, "add", Map.of("id", "bad"), "e30="));

            assertThat(fixture.ended(id))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.fault()).isEqualTo(Fault.invalidTask("body is not JSON")));
            fixture.awaitSettled();
            assertThat(fixture.store.deadLetters().letters())
                    .containsExactly(new DeadLetter(
                            "body is not JSON",
                            QueueName.DEFAULT,
                            id,
                            "add",
                            Map.of("id", "bad"),
                            "e30=",
                            Samples.NOW));
            assertThat(fixture.meters
                            .counter("apium.dead.letters", "reason", "unreadable")
                            .count())
                    .isOne();
        }
    }

    @Test
    void an_unreadable_message_without_an_id_is_kept() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.broker.inject(QueueName.DEFAULT, new Content.Unreadable("empty", null, null, Map.of(), ""));

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
                            failed -> assertThat(failed.fault()).isEqualTo(Fault.notRegistered("nobody.knows")));
            fixture.awaitSettled();
            DeadLetter letter = fixture.store.deadLetters().letters().getFirst();
            assertThat(letter.reason()).isEqualTo("no handler for task nobody.knows");
            assertThat(new String(Base64.getDecoder().decode(letter.body()), StandardCharsets.UTF_8))
                    .isEqualTo("[[1],{\"k\":2},{}]");
            assertThat(fixture.count("unknown", "FAILURE")).isOne();
        }
    }

    @Test
    void a_revoked_task_is_not_run() {
        TaskMessage message = Samples.message(Signature.of("add", 1, 2));
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            fixture.publish(Samples.message(Signature.of("add", 0, 0)));
            fixture.store.revocations().revoke(message.id(), Samples.NOW);
            fixture.worker.start();
            await().atMost(LIMIT).until(() -> tasks.runs.get() == 1);
            fixture.publish(message);

            assertThat(fixture.ended(message.id()))
                    .isInstanceOfSatisfying(
                            TaskRecord.Revoked.class,
                            revoked -> assertThat(revoked.fault()).isEqualTo(Fault.revoked("revoked")));
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(1);
        }
    }

    @Test
    void an_expired_task_is_not_run() {
        Options.Timing expired = new Options.Timing(null, new When.At(Samples.NOW), null, null);
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskRecord.Ended ended = fixture.call(Samples.timed(Signature.of("add", 1, 2), expired));

            assertThat(ended)
                    .isInstanceOfSatisfying(
                            TaskRecord.Revoked.class,
                            revoked -> assertThat(revoked.fault()).isEqualTo(Fault.revoked("expired")));
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(0);
        }
    }

    @Test
    void a_task_that_expires_while_it_waits_for_a_slot_is_not_run() throws InterruptedException {
        Options.Timing soon = new Options.Timing(null, new When.In(Duration.ofSeconds(1)), null, null);
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.concurrency", "1"), tasks)) {
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
    void a_task_is_held_until_its_eta() {
        Options.Timing later = new Options.Timing(new When.In(Duration.ofMillis(50)), null, null, null);
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId held = fixture.send(Samples.timed(Signature.of("add", 1, 2), later))
                    .results()
                    .getFirst();
            assertThat(fixture.result(Signature.of("add", 0, 0))).isEqualTo("0");
            assertThat(fixture.record(held)).isNull();

            fixture.now.set(Samples.NOW.plusMillis(50));

            assertThat(fixture.ended(held)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void a_held_task_that_is_revoked_ends_at_once() {
        Options.Timing never = new Options.Timing(new When.In(Duration.ofDays(1_000_000)), null, null, null);
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId held = fixture.send(Samples.timed(Signature.of("add", 1, 2), never))
                    .results()
                    .getFirst();
            await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 1);

            fixture.store.revocations().revoke(held, Samples.NOW);

            assertThat(fixture.ended(held)).isInstanceOf(TaskRecord.Revoked.class);
            fixture.awaitSettled();
        }
    }

    @Test
    void a_repeat_of_a_task_that_has_ended_is_not_run() {
        TaskMessage message = Samples.message(Signature.of("add", 1, 2).linked(List.of(Signature.of("add", 2))));
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            TaskRecord.Succeeded first =
                    new TaskRecord.Succeeded(message.id(), new Payload("40"), Samples.NOW, Provenance.UNKNOWN);
            fixture.store.results().end(first).join();
            fixture.publish(message.repeated());
            fixture.worker.start();

            TaskId callback = message.id().follower("link/0");
            assertThat(fixture.ended(callback))
                    .as("the debt of the record that stands")
                    .isInstanceOfSatisfying(
                            TaskRecord.Succeeded.class,
                            ended -> assertThat(ended.result()).isEqualTo(new Payload("42")));
            fixture.awaitSettled();
            assertThat(tasks.runs).as("the callback alone").hasValue(1);
            assertThat(fixture.record(message.id())).isEqualTo(first);
        }
    }
}

package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeliveryLimitTest {

    private static final Map<String, String> THREE = Map.of("apium.worker.delivery-limit", "3");
    private static final String REASON = "its worker was lost 3 times while running it";

    private final PipelineTasks tasks = new PipelineTasks();
    private final TaskMessage message = Samples.message(Signature.of("add", 1, 2));

    @Test
    void a_task_whose_workers_were_lost_too_often_fails_and_is_kept() {
        TaskMessage guarded = Samples.message(Signature.of("add", 1, 2).guarded(List.of(Signature.of("add", 0))));
        try (WorkerFixture fixture = new WorkerFixture(THREE, tasks)) {
            lost(fixture, guarded, 2);
            fixture.publish(guarded);
            fixture.lose(1);
            fixture.worker.start();

            assertThat(fixture.ended(guarded.id()))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error()).isEqualTo(TaskError.workerLost(REASON)));
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(0);
            assertThat(fixture.store.deadLetters().letters()).singleElement().satisfies(letter -> {
                assertThat(letter.cause()).isEqualTo(Cause.POISONED);
                assertThat(letter.reason()).isEqualTo(REASON);
                assertThat(letter.taskId()).isEqualTo(guarded.id());
            });
            assertThat(fixture.broker.published())
                    .extracting(TaskMessage::id)
                    .contains(guarded.id().follower("error/0"));
            assertThat(fixture.store.redeliveries().count(guarded).join())
                    .as("a replay starts anew")
                    .isOne();
        }
    }

    @Test
    void below_the_limit_it_is_run_and_the_losses_are_forgotten_when_it_has_ended() {
        try (WorkerFixture fixture = new WorkerFixture(THREE, tasks)) {
            lost(fixture, message, 1);
            fixture.publish(message);
            fixture.lose(1);
            fixture.worker.start();

            assertThat(fixture.ended(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
            fixture.awaitSettled();
            assertThat(fixture.store.redeliveries().count(message).join()).isOne();
        }
    }

    @Test
    void a_message_that_was_only_sent_twice_has_lost_no_worker() {
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.delivery-limit", "1"), tasks)) {
            fixture.publish(message.repeated());

            assertThat(fixture.ended(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void a_task_that_has_ended_is_not_counted_among_the_lost() {
        try (WorkerFixture fixture = WorkerFixture.started(THREE, tasks)) {
            fixture.publish(message);
            fixture.ended(message.id());
            fixture.awaitSettled();
            fixture.worker.stop();
            fixture.publish(message);
            fixture.lose(1);
            fixture.worker.start();
            fixture.awaitSettled();

            assertThat(tasks.runs).hasValue(1);
            assertThat(fixture.store.redeliveries().count(message).join()).isOne();
        }
    }

    @Test
    void a_worker_that_is_stopped_while_it_runs_a_task_was_not_lost() throws InterruptedException {
        TaskMessage hold = Samples.message(Signature.of("hold"));
        Map<String, String> properties =
                Map.of("apium.worker.shutdown-timeout", "50ms", "apium.worker.delivery-limit", "2");
        try (WorkerFixture fixture = new WorkerFixture(properties, tasks)) {
            fixture.publish(hold);
            for (int i = 0; i < 4; i++) {
                fixture.worker.start();
                tasks.started.acquire();
                fixture.worker.stop();
                await().atMost(LIMIT).until(() -> fixture.broker.ready(QueueName.DEFAULT) == 1);
            }
            tasks.mayEnd.release();
            fixture.worker.start();

            assertThat(fixture.ended(hold.id())).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    /** It was started so often by workers that were lost. */
    private static void lost(WorkerFixture fixture, TaskMessage message, int times) {
        for (int i = 0; i < times; i++) {
            fixture.store.redeliveries().count(message).join();
        }
    }
}

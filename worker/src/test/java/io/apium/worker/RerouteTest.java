package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RerouteTest {

    private static final QueueName THERE = new QueueName("there");
    private static final Duration LATER = Duration.ofSeconds(5);

    static class Tasks {

        final List<Optional<Instant>> since = new CopyOnWriteArrayList<>();

        @Task("now")
        void now(TaskContext context) {
            throw context.elsewhere(THERE, Duration.ZERO, new IllegalStateException("there is no such device here"));
        }

        @Task("later")
        String later(int times, TaskContext context) {
            since.add(context.elsewhereSince());
            if (since.size() <= times) {
                QueueName here = QueueName.DEFAULT;
                throw context.elsewhere(here, LATER, new IllegalStateException("there is none yet"));
            }
            return "attempt " + context.attempt();
        }

        @Task("once.more")
        void onceMore(TaskContext context) {
            since.add(context.elsewhereSince());
            if (since.size() == 1) {
                throw context.elsewhere(QueueName.DEFAULT, LATER, new IllegalStateException("not yet"));
            }
            throw context.retry(LATER);
        }
    }

    private final Tasks tasks = new Tasks();

    @Test
    void a_task_goes_to_another_queue_at_once_and_its_state_says_why() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(Signature.of("now")).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.broker.ready(THERE) == 1);
            await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 0);

            TaskRecord.Retrying record = (TaskRecord.Retrying) fixture.record(id);
            TaskMessage sent = fixture.broker.published().getLast();

            assertThat(record.error().summary()).isEqualTo("IllegalStateException('there is no such device here')");
            assertThat(record.retries()).isZero();
            assertThat(record.due()).isNull();
            assertThat(sent.retries()).isZero();
            assertThat(sent.isRepeat()).isTrue();
            assertThat(sent.reroutedSince()).contains(Samples.NOW);
        }
    }

    @Test
    void a_task_that_waits_is_kept_and_comes_again_as_the_same_attempt() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(Signature.of("later", 2)).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.record(id) != null);
            TaskRecord.Retrying first = (TaskRecord.Retrying) fixture.record(id);
            fixture.pass(LATER);
            await().atMost(LIMIT)
                    .until(() -> tasks.since.size() == 2 && fixture.delayed().size() == 1);
            fixture.awaitSettled();
            fixture.pass(LATER);

            TaskRecord.Succeeded ended = (TaskRecord.Succeeded) fixture.ended(id);

            assertThat(first.retries()).isZero();
            assertThat(first.due()).isEqualTo(Samples.NOW.plus(LATER));
            assertThat(ended.result().json()).isEqualTo("\"attempt 1\"");
            assertThat(ended.metadata().retries()).isZero();
            assertThat(tasks.since)
                    .as("since when it looks for somebody")
                    .containsExactly(Optional.empty(), Optional.of(Samples.NOW), Optional.of(Samples.NOW));
            assertThat(fixture.meters
                            .counter("apium.task.rerouted", "task", "later")
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void another_attempt_begins_to_look_anew() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.send(Signature.of("once.more"));
            for (int coming = 1; coming < 3; coming++) {
                int comings = coming;
                await().atMost(LIMIT)
                        .until(() -> tasks.since.size() == comings
                                && fixture.delayed().size() == 1);
                fixture.awaitSettled();
                fixture.pass(LATER);
            }
            await().atMost(LIMIT).until(() -> tasks.since.size() == 3);

            assertThat(tasks.since).containsExactly(Optional.empty(), Optional.of(Samples.NOW), Optional.empty());
        }
    }

    @Test
    void what_cannot_be_kept_goes_back_and_is_asked_once_more() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.ledger.failNext();
            TaskId id = fixture.send(Signature.of("later", 2)).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            fixture.awaitSettled();
            fixture.pass(LATER);

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void a_child_may_ask_for_it_too() {
        Map<String, String> child = Map.of(
                "apium.worker.pool", "process", "apium.worker.concurrency", "1", "apium.worker.child.memory", "64MB");
        try (WorkerFixture fixture = WorkerFixture.started(child, new Tasks())) {
            TaskId id = fixture.send(Signature.of("now")).results().getFirst();

            await().atMost(LIMIT).until(() -> fixture.broker.ready(THERE) == 1);

            assertThat(((TaskRecord.Retrying) fixture.record(id)).error().message())
                    .isEqualTo("there is no such device here");
        }
    }
}

package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutageTest {

    static class Tasks {

        final Semaphore started = new Semaphore(0);
        final Semaphore mayEnd = new Semaphore(0);
        final AtomicInteger runs = new AtomicInteger();

        @Task("hold")
        int hold(int value) throws InterruptedException {
            runs.incrementAndGet();
            started.release();
            mayEnd.acquire();
            return value;
        }

        @Task("next")
        int next(int value) {
            return value + 1;
        }
    }

    private final Tasks tasks = new Tasks();

    @Test
    void nothing_is_started_while_the_store_is_away() {
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.prefetch", "3"), tasks)) {
            fixture.store.fail();
            List<TaskId> ids = List.of(
                    fixture.send(Signature.of("next", 1)).results().getFirst(),
                    fixture.send(Signature.of("next", 2)).results().getFirst());
            fixture.send(Signature.of("next", 3));
            fixture.send(Signature.of("next", 4));
            await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 3);
            assertThat(fixture.meters
                            .timer("apium.task.execution", "task", "next")
                            .count())
                    .isZero();

            fixture.store.recover();

            assertThat(ids).allSatisfy(id -> assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Succeeded.class));
            fixture.awaitSettled();
        }
    }

    @Test
    void a_slot_is_free_again_while_the_record_waits_for_the_store() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.concurrency", "1"), tasks)) {
            TaskId id = fixture.send(Signature.of("hold", 5)).results().getFirst();
            tasks.started.acquire();

            fixture.store.fail();
            tasks.mayEnd.release();
            await().atMost(LIMIT)
                    .until(() -> fixture.meters.get("apium.pool.busy").gauge().value() == 0);
            assertThat(fixture.broker.unsettled())
                    .as("not acked before it is stored")
                    .isOne();
            fixture.store.recover();

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Succeeded.class);
            fixture.awaitSettled();
        }
    }

    @Test
    void debts_that_the_broker_does_not_take_are_paid_when_it_is_back() throws InterruptedException {
        TaskMessage message = Samples.message(Signature.of("hold", 5).linked(List.of(Signature.of("next"))));
        TaskId callback = message.id().follower("link/0");
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.publish(message);
            tasks.started.acquire();

            fixture.broker.fail();
            tasks.mayEnd.release();
            assertThat(fixture.ended(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
            assertThat(fixture.record(callback)).isNull();
            fixture.broker.recover();

            assertThat(fixture.ended(callback))
                    .isInstanceOfSatisfying(
                            TaskRecord.Succeeded.class,
                            ended -> assertThat(ended.result()).isEqualTo(new JsonText("6")));
            fixture.awaitSettled();
            assertThat(tasks.runs)
                    .as("the record stands, so it is not run again")
                    .hasValue(1);
        }
    }

    @Test
    void a_message_that_comes_again_finds_its_attempt_paid_or_pays_itself() throws InterruptedException {
        TaskMessage message = Samples.message(Signature.of("hold", 5));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.publish(message);
            tasks.started.acquire();
            fixture.broker.fail();
            tasks.mayEnd.release();
            fixture.ended(message.id());

            fixture.broker.recover();

            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(1);
        }
    }
}

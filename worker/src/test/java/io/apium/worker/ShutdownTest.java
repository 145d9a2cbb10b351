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
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShutdownTest {

    static class Tasks {

        final Semaphore started = new Semaphore(0);
        final Semaphore mayEnd = new Semaphore(0);
        final Semaphore interrupted = new Semaphore(0);

        @Task("hold")
        int hold() throws InterruptedException {
            started.release();
            try {
                mayEnd.acquire();
            } catch (InterruptedException e) {
                interrupted.release();
                throw e;
            }
            return 1;
        }
    }

    private static final Map<String, String> ONE_SLOT_AND_PREFETCH =
            Map.of("apium.worker.concurrency", "1", "apium.worker.prefetch", "4");

    private final Tasks tasks = new Tasks();

    @Test
    void what_runs_ends_and_what_waits_goes_back() throws InterruptedException {
        WorkerFixture fixture = WorkerFixture.started(ONE_SLOT_AND_PREFETCH, tasks);
        TaskId running = fixture.send(Signature.of("hold")).results().getFirst();
        tasks.started.acquire();
        fixture.send(Signature.of("hold"));
        TaskMessage waiting = Samples.message(Signature.of("hold"));
        fixture.publish(waiting);
        await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 3);

        Thread stop = Thread.ofVirtual().start(fixture.worker::stop);
        await().atMost(LIMIT).until(() -> fixture.broker.ready(QueueName.DEFAULT) == 2);
        assertThat(stop.isAlive()).as("waits for the one that runs").isTrue();
        tasks.mayEnd.release();
        stop.join();

        assertThat(fixture.record(running)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(fixture.broker.unsettled()).isZero();
        assertThat(fixture.broker.ready(QueueName.DEFAULT)).isEqualTo(2);
        assertThat(fixture.store.redeliveries().count(waiting).join())
                .as("its next coming is excused")
                .isZero();
        assertThat(fixture.worker.isRunning()).isFalse();
    }

    @Test
    void what_outlives_the_grace_is_interrupted_and_goes_back_without_a_record() throws InterruptedException {
        WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.shutdown-timeout", "50ms"), tasks);
        TaskMessage running = Samples.message(Signature.of("hold"));
        fixture.publish(running);
        tasks.started.acquire();

        fixture.worker.stop();

        tasks.interrupted.acquire();
        assertThat(fixture.record(running.id())).isNull();
        assertThat(fixture.store.redeliveries().count(running).join())
                .as("its next coming is excused")
                .isZero();
        assertThat(fixture.broker.ready(QueueName.DEFAULT)).isOne();
        assertThat(fixture.broker.unsettled()).isZero();
    }

    @Test
    void without_a_grace_what_runs_goes_back_at_once() throws InterruptedException {
        WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.shutdown-timeout", "0s"), tasks);
        fixture.send(Signature.of("hold"));
        tasks.started.acquire();

        fixture.worker.stop();

        tasks.interrupted.acquire();
        assertThat(fixture.broker.ready(QueueName.DEFAULT)).isOne();
        assertThat(fixture.broker.unsettled()).isZero();
    }

    @Test
    void a_worker_that_is_told_once_more_to_stop_waits_no_longer() throws InterruptedException {
        WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.shutdown-timeout", "1d"), tasks);
        fixture.send(Signature.of("hold"));
        tasks.started.acquire();
        Thread stop = Thread.ofVirtual().start(fixture.worker::stop);
        await().atMost(LIMIT).until(() -> !fixture.worker.isRunning());

        fixture.worker.hurry();
        stop.join();

        tasks.interrupted.acquire();
        assertThat(fixture.broker.ready(QueueName.DEFAULT)).isOne();
        assertThat(fixture.broker.unsettled()).isZero();
    }

    @Test
    void a_worker_that_was_stopped_can_be_started_again() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.shutdown-timeout", "50ms"), tasks)) {
            TaskId running = fixture.send(Signature.of("hold")).results().getFirst();
            tasks.started.acquire();
            fixture.worker.stop();

            fixture.worker.start();
            tasks.started.acquire();
            assertThat(fixture.meters.get("apium.pool.busy").gauge().value())
                    .as("looks at the new pool")
                    .isOne();
            tasks.mayEnd.release();

            assertThat(fixture.ended(running)).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void stopping_what_never_started_does_nothing() {
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            fixture.worker.stop();

            assertThat(fixture.worker.isRunning()).isFalse();
        }
    }
}

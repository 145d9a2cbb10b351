package io.apium.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.task.QueueName;
import io.apium.worker.Task;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    static class Tasks {

        final Semaphore mayEnd = new Semaphore(0);

        @Task("where")
        boolean where() {
            return Thread.currentThread().isVirtual();
        }

        @Task("hold")
        void hold() throws InterruptedException {
            mayEnd.acquire();
        }
    }

    private static final Map<String, String> TWO_POOLS = Map.of(
            "apium.worker.concurrency", "1",
            "apium.worker.pools.mail.queues", "mail",
            "apium.worker.pools.mail.pool", "virtual",
            "apium.worker.pools.mail.concurrency", "1");

    @Test
    void each_pool_runs_what_comes_from_its_own_queues() {
        try (WorkerFixture fixture = WorkerFixture.started(TWO_POOLS, new Tasks())) {
            assertThat(fixture.result(Signature.of("where"))).isEqualTo("false");
            assertThat(fixture.result(mail("where"))).isEqualTo("true");
        }
    }

    @Test
    void a_pool_that_is_full_does_not_hold_up_another() {
        Tasks tasks = new Tasks();
        try (WorkerFixture fixture = WorkerFixture.started(TWO_POOLS, tasks)) {
            var held = fixture.send(Signature.of("hold"));

            assertThat(fixture.result(mail("where"))).isEqualTo("true");
            tasks.mayEnd.release();
            fixture.ended(held.results().getFirst());
        }
    }

    @Test
    void a_pool_with_a_min_grows_while_it_is_full() {
        Tasks tasks = new Tasks();
        Map<String, String> scaled = Map.of("apium.worker.concurrency", "4", "apium.worker.min-concurrency", "1");
        try (WorkerFixture fixture = WorkerFixture.started(scaled, tasks)) {
            var slots = fixture.meters.get("apium.pool.slots").gauge();
            assertThat(slots.value()).isOne();

            for (int i = 0; i < 8; i++) {
                fixture.send(Signature.of("hold"));
            }
            await().atMost(WorkerFixture.LIMIT)
                    .until(() -> fixture.meters.get("apium.pool.busy").gauge().value() == 4);
            assertThat(slots.value()).isEqualTo(4);
            tasks.mayEnd.release(8);
            fixture.awaitSettled();
        }
    }

    private static Signature mail(String task) {
        return Signature.of(task).with(TaskOptions.NONE.withRouting(new Routing(new QueueName("mail"), null)));
    }
}

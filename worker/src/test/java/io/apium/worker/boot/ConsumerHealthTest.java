package io.apium.worker.boot;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.worker.Task;
import io.apium.worker.node.WorkerFixture;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

@Timeout(30)
class ConsumerHealthTest {

    static class Tasks {

        final CountDownLatch mayEnd = new CountDownLatch(1);
        final CountDownLatch started = new CountDownLatch(2);

        @Task("hold")
        void hold() throws InterruptedException {
            started.countDown();
            mayEnd.await();
        }
    }

    private final Tasks tasks = new Tasks();

    @Test
    void it_is_well_while_messages_would_come_and_is_alive_all_the_same_when_they_do_not() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            ConsumerHealth health = new ConsumerHealth(fixture.worker);
            awaitStatus(health, Status.UP);

            fixture.broker.fail();
            awaitStatus(health, Status.DOWN);
            assertThat(health.health().getDetails().values())
                    .singleElement()
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .contains(Map.entry("attached", false), Map.entry("taking", true))
                    .hasEntrySatisfying(
                            "unattached",
                            queues -> assertThat((Map<?, ?>) queues).isNotEmpty());
            assertThat(new WorkerHealth(fixture.worker).health().getStatus()).isEqualTo(Status.UP);

            fixture.broker.recover();
            awaitStatus(health, Status.UP);
        }
    }

    @Test
    void a_pool_that_is_full_of_long_tasks_is_well() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            ConsumerHealth health = new ConsumerHealth(fixture.worker);
            for (int i = 0; i < 10; i++) {
                fixture.send(Signature.of("hold"));
            }
            tasks.started.await();

            awaitStatus(health, Status.UP);
            tasks.mayEnd.countDown();
            fixture.awaitSettled();

            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_worker_that_does_not_run_is_not_well() {
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            assertThat(new ConsumerHealth(fixture.worker).health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    private static void awaitStatus(ConsumerHealth health, Status status) {
        await().atMost(LIMIT).until(() -> health.health().getStatus().equals(status));
    }
}

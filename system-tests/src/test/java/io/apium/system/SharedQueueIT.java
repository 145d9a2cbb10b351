package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.process.TestProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker in Java and one in Python on Celery's default queue, declared by the worker that starts first. */
class SharedQueueIT {

    private static final int TASKS = 200;
    private static final String TAKEN_BY_PYTHON = "] received";

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    @BeforeEach
    void nobody_has_declared_the_queue() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(STAGE.rabbit().url());
        try (Connection connection = factory.newConnection()) {
            connection.createChannel().queueDelete("celery");
            connection.createChannel().exchangeDelete("celery");
        }
    }

    @Test
    void ours_shares_the_queue_that_celery_declared() throws Exception {
        TestProcess python = STAGE.celeryWorker("celery");
        TestProcess java = STAGE.worker();
        java.awaitLine("consumer ready: queues=[celery]");

        share(java, python);
    }

    @Test
    void celery_shares_the_queue_that_ours_declared() throws Exception {
        TestProcess java = STAGE.worker();
        java.awaitLine("consumer ready: queues=[celery]");
        TestProcess python = STAGE.celeryWorker("celery");

        share(java, python);
    }

    /** Both have math.add; RabbitMQ deals the messages out in turn. */
    private static void share(TestProcess java, TestProcess python) throws Exception {
        CeleryClient client = STAGE.celeryClient();

        String sum = client.run(
                "return sum(group(sig('math.add', i, 1) for i in range(%d))().get(timeout=30))".formatted(TASKS));

        assertThat(sum).isEqualTo(Integer.toString(TASKS * (TASKS + 1) / 2));
        assertThat(java.terminate()).isZero();
        assertThat(python.terminate()).isZero();
        long byPython = python.lines().stream()
                .filter(line -> line.contains(TAKEN_BY_PYTHON))
                .count();
        assertThat(byPython).isBetween(1L, TASKS - 1L);
        assertThat(java.output() + python.output()).doesNotContain("PRECONDITION_FAILED");
        System.out.printf("%d tasks on one queue: %d by Java, %d by Python%n", TASKS, TASKS - byPython, byPython);
    }
}

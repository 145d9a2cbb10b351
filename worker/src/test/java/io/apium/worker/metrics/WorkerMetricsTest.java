package io.apium.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.worker.pool.Pool;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {

    @Test
    void names_that_no_handler_has_share_one_label() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Pool pool = new Pool(Pool.Kind.VIRTUAL, 3, WorkerMetricsTest.class.getClassLoader());
        WorkerMetrics metrics = new WorkerMetrics(registry, Set.of("known"));
        metrics.watch("slow", pool, Optional.empty());
        Outcome.Final failure = new Outcome.Failure(TaskError.notRegistered("x"));
        for (int i = 0; i < 10; i++) {
            metrics.ended("no" + i, failure);
        }
        metrics.ended("known", failure);

        assertThat(registry.counter("apium.task.completed", "task", "unknown", "state", "FAILURE")
                        .count())
                .isEqualTo(10);
        assertThat(registry.counter("apium.task.completed", "task", "known", "state", "FAILURE")
                        .count())
                .isOne();
        assertThat(registry.find("apium.task.completed").counters()).hasSize(8);
        assertThat(registry.get("apium.pool.slots").tag("pool", "slow").gauge().value())
                .isEqualTo(3);
        pool.close();
    }

    @Test
    void each_queue_has_its_own_waiting_and_a_clock_that_is_ahead_makes_none_of_it_negative() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WorkerMetrics metrics = new WorkerMetrics(registry, Set.of());

        metrics.waited(QueueName.DEFAULT, Duration.ofSeconds(2));
        metrics.waited(QueueName.DEFAULT, Duration.ofSeconds(-5));
        metrics.waited(new QueueName("mail"), Duration.ofMillis(7));

        Timer celery =
                registry.get("apium.task.queue.wait").tag("queue", "celery").timer();
        assertThat(celery.count()).isEqualTo(2);
        assertThat(celery.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(registry.get("apium.task.queue.wait")
                        .tag("queue", "mail")
                        .timer()
                        .max(TimeUnit.MILLISECONDS))
                .isEqualTo(7);
    }
}

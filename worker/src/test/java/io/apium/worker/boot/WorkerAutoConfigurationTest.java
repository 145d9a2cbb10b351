package io.apium.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.Broker;
import io.apium.canvas.Signature;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskClient;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowTimingStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.Task;
import io.apium.worker.builtin.BuiltinTasks;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.Worker;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Timeout(30)
class WorkerAutoConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    static class InMemory {

        private final InstantSource clock = InstantSource.fixed(Samples.NOW);
        private final MemoryBroker broker = new MemoryBroker();
        private final MemoryStore store = new MemoryStore(clock);
        private final TaskPublisher publisher = store.sender(broker);

        @Bean
        InstantSource clock() {
            return clock;
        }

        @Bean
        Broker broker() {
            return broker;
        }

        @Bean
        ResultStore results() {
            return store.results();
        }

        @Bean
        RevocationStore revocations() {
            return store.revocations();
        }

        @Bean
        RedeliveryCounter redeliveries() {
            return store.redeliveries();
        }

        @Bean
        LimitStore limits() {
            return store.limits();
        }

        @Bean
        BlobStore blobs() {
            return store.blobs();
        }

        @Bean
        FlowTimingStore times() {
            return store.flowTimes();
        }

        @Bean
        WorkerRegistry workers() {
            return store.workers();
        }

        @Bean
        Ledger ledger() {
            return store.ledger();
        }

        @Bean
        DelayedTasks delays() {
            return new DelayedTasks(store.ledger());
        }

        @Bean
        DeadLetterStore deadLetters() {
            return store.deadLetters();
        }

        @Bean
        TaskCompletion debts() {
            return store.debts(publisher);
        }

        @Bean
        TaskClient client() {
            return new TaskClient(publisher, store.results(), clock);
        }
    }

    /** What a user writes. */
    static class MyTasks {

        @Task("mine")
        String mine(int times) {
            return "m".repeat(times);
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WorkerAutoConfiguration.class, BuiltinTasks.class))
            .withUserConfiguration(InMemory.class);

    @Test
    void a_bean_with_a_task_makes_an_application_a_worker() {
        runner.withBean(MyTasks.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Worker.class).isRunning()).isTrue();

            TaskClient client = context.getBean(TaskClient.class);
            TaskId id = client.send(Signature.of("mine", 3)).join().results().getFirst();

            assertThat(client.await(id, Duration.ofSeconds(10)))
                    .get()
                    .isInstanceOfSatisfying(
                            TaskRecord.Succeeded.class,
                            ended -> assertThat(ended.result()).isEqualTo(new JsonText("\"mmm\"")));
        });
    }

    @Test
    void no_worker_runs_where_it_is_switched_off() {
        runner.withPropertyValues("apium.worker.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Worker.class));
    }

    @Test
    void a_missing_jar_stops_the_start_and_is_named() {
        runner.withPropertyValues("apium.worker.task-jars=/nowhere/my.jar")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("apium.worker.task-jars: /nowhere/my.jar does not exist"));
    }

    @Test
    void what_is_misconfigured_is_said_without_a_stack_trace() {
        MisconfiguredException inner = new MisconfiguredException("apium.worker.task-jars: x does not exist");

        FailureAnalysis analysis = new MisconfiguredAnalyzer().analyze(new IllegalStateException("outer", inner));

        assertThat(analysis.getDescription()).isEqualTo("apium.worker.task-jars: x does not exist");
    }

    @Test
    void a_task_of_a_name_that_is_taken_stops_the_start() {
        runner.withBean("first", MyTasks.class)
                .withBean("second", MyTasks.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("task mine has two handlers: "));
    }
}

package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.binding.InvalidArgumentsException;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProvidedTaskTest {

    private static final RetryPolicy TWICE =
            new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1), false, false, false);

    /** What a test wants the task to do. */
    interface Body {
        Object run(Signature call, TaskContext context) throws Exception;
    }

    record Given(String name, Body body) implements ProvidedTask {

        @Override
        public Object run(Signature call, TaskContext context) throws Exception {
            return body.run(call, context);
        }

        @Override
        public RetryPolicy retry() {
            return TWICE;
        }

        @Override
        public List<Class<? extends Throwable>> retryOn() {
            return List.of(IllegalStateException.class);
        }
    }

    static final class Provider implements TaskProvider {

        final Set<QueueName> further = new CopyOnWriteArraySet<>();
        private final ProvidedTask task;

        Provider(String name, Body body) {
            this.task = new Given(name, body);
        }

        @Override
        public List<ProvidedTask> tasks() {
            return List.of(task);
        }

        @Override
        public Optional<ProvidedPool> pool() {
            return Optional.of(new ProvidedPool("cards", 4, List.of(new QueueName("cards")), () -> further));
        }

        @Override
        public List<WorkerStatus.Device> devices() {
            return List.of(new WorkerStatus.Device("d", "gpu", "D", "", false, 1, 0, 0, 0, 0, 0, 0, true, ""));
        }
    }

    static class Same {

        @Task("given")
        String given() {
            return "a method";
        }
    }

    @Test
    void a_task_that_is_provided_runs_with_its_arguments_and_its_context() {
        Provider provider = new Provider(
                "given",
                (call, context) -> Map.of(
                        "args",
                        call.args(),
                        "x",
                        call.kwargs().getOrDefault("x", 0),
                        "id",
                        context.id().value()));
        try (WorkerFixture fixture = WorkerFixture.started(provider)) {
            TaskId id = fixture.send(Signature.of("given", 1, 2).keyword("x", 3))
                    .results()
                    .getFirst();

            TaskRecord.Succeeded ended = (TaskRecord.Succeeded) fixture.ended(id);

            assertThat(ended.result().json()).contains("\"args\":[1,2]", "\"x\":3", "\"id\":\"" + id + "\"");
        }
    }

    @Test
    void it_runs_in_the_workers_own_process_even_in_a_pool_of_processes() {
        Provider provider =
                new Provider("given", (_, _) -> ProcessHandle.current().pid());
        Map<String, String> processes = Map.of(
                "apium.worker.pool", "process", "apium.worker.concurrency", "1", "apium.worker.child.memory", "64MB");
        try (WorkerFixture fixture = WorkerFixture.started(processes, provider, new ChildTasks())) {
            assertThat(fixture.result(Signature.of("given")))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThat(fixture.result(Signature.of("pid")))
                    .isNotEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void arguments_that_do_not_fit_fail_it_as_they_do_a_method() {
        Provider provider = new Provider("given", (_, _) -> {
            throw new InvalidArgumentsException("argument 'x' is a number, got: 'a'");
        });
        try (WorkerFixture fixture = WorkerFixture.started(provider)) {
            TaskRecord.Failed ended = (TaskRecord.Failed) fixture.call(Signature.of("given"));

            assertThat(ended.error().summary()).isEqualTo("TypeError('argument 'x' is a number, got: 'a'')");
        }
    }

    @Test
    void it_is_tried_again_as_it_says_and_only_for_what_it_says() {
        Provider flaky = new Provider("given", (_, context) -> {
            if (context.attempt() < 3) {
                throw new IllegalStateException("attempt " + context.attempt());
            }
            return context.attempt();
        });
        Provider wrong = new Provider("wrong", (_, _) -> {
            throw new IllegalArgumentException("never");
        });
        try (WorkerFixture fixture = WorkerFixture.started(flaky, wrong)) {
            TaskId id = fixture.send(Signature.of("given")).results().getFirst();
            for (int attempt = 1; attempt < 3; attempt++) {
                await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
                assertThat(fixture.delayed().getFirst().due())
                        .isEqualTo(fixture.now.get().plusSeconds(1));
                fixture.pass(Duration.ofSeconds(1));
            }

            assertThat(((TaskRecord.Succeeded) fixture.ended(id)).result().json())
                    .isEqualTo("3");
            assertThat(fixture.call(Signature.of("wrong"))).isInstanceOf(TaskRecord.Failed.class);
        }
    }

    @Test
    void a_name_that_two_claim_is_refused() {
        WorkerFixture fixture = new WorkerFixture(Map.of(), new Provider("given", (_, _) -> "provided"), new Same());

        assertThatThrownBy(fixture.worker::start)
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("task given has two handlers")
                .hasMessageContaining("Same.given()")
                .hasMessageContaining("ProvidedTaskTest$Given");
    }

    @Test
    void its_pool_takes_from_its_queues_and_from_those_that_are_added_later() {
        Provider provider = new Provider("given", (_, _) -> 1);
        try (WorkerFixture fixture = WorkerFixture.started(provider)) {
            assertThat(fixture.result(Signature.of("given").with(to("cards")))).isEqualTo("1");
            TaskId id = fixture.send(Signature.of("given").with(to("later")))
                    .results()
                    .getFirst();
            assertThat(fixture.record(id)).isNull();

            provider.further.add(new QueueName("later"));

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Succeeded.class);
            provider.further.clear();
            await().atMost(LIMIT).until(() -> queues(fixture).equals(List.of("cards")));
        }
    }

    @Test
    void what_is_configured_under_the_name_of_its_pool_is_left_as_it_is() {
        Map<String, String> configured = Map.of("apium.worker.pools.cards.queues", "mine");
        try (WorkerFixture fixture = WorkerFixture.started(configured, new Provider("given", (_, _) -> 1))) {
            assertThat(queues(fixture)).containsExactly("mine");
        }
    }

    @Test
    void a_worker_says_that_it_is_there_with_its_pools_and_devices_until_it_stops() {
        WorkerFixture fixture = WorkerFixture.started(new Provider("given", (_, _) -> 1));
        await().atMost(LIMIT).until(() -> !fixture.store.workers().list().isEmpty());

        WorkerStatus status = fixture.store.workers().list().getFirst();
        fixture.close();

        assertThat(status.node()).isEqualTo("apium@host");
        assertThat(status.pid()).isEqualTo(42);
        assertThat(status.tasks()).contains("given").hasSize(status.taskCount());
        assertThat(status.pools()).extracting(WorkerStatus.Pool::name).containsExactly("threads", "cards");
        assertThat(status.pools().getFirst().slots()).isEqualTo(2);
        assertThat(status.devices()).extracting(WorkerStatus.Device::id).containsExactly("d");
        assertThat(fixture.store.workers().list()).isEmpty();
    }

    @Test
    void a_worker_stops_while_the_store_is_away() {
        WorkerFixture fixture = WorkerFixture.started(new Provider("given", (_, _) -> 1));
        await().atMost(LIMIT).until(() -> !fixture.store.workers().list().isEmpty());

        fixture.store.fail();
        fixture.close();
        fixture.store.recover();

        assertThat(fixture.worker.isRunning()).isFalse();
        assertThat(fixture.store.workers().list()).isEmpty();
    }

    private static List<String> queues(WorkerFixture fixture) {
        return fixture.worker.pools().stream()
                .filter(pool -> pool.name().equals("cards"))
                .flatMap(pool -> pool.consumer().queues().stream())
                .map(QueueName::name)
                .toList();
    }

    private static TaskOptions to(String queue) {
        return TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null));
    }
}

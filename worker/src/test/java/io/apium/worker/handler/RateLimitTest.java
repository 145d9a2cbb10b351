package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.ledger.DelayedTask;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.Limit;
import io.apium.worker.Task;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.limit.RateLimiter;
import io.apium.worker.node.WorkerFixture;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    static class RatedTasks {
        final ConcurrentLinkedQueue<MonotonicTime> started = new ConcurrentLinkedQueue<>();

        @Task(value = "slow", rateLimit = "2/h")
        int slow() {
            return 1;
        }

        @Task(value = "quick", rateLimit = "100/s")
        void quick() {
            started.add(MonotonicTime.now());
        }

        @Task(value = "both", rateLimit = "1000/s", limit = @Limit(rate = 1, per = "PT1M"))
        int both() {
            return 3;
        }

        @Task("free")
        int free() {
            return 2;
        }
    }

    static class Wrong {

        @Task(value = "wrong", rateLimit = "10/d")
        void wrong() {}
    }

    private final RatedTasks tasks = new RatedTasks();

    @Test
    void what_a_worker_may_not_start_yet_waits_in_the_ledger_and_holds_nothing_up() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            List<TaskId> ids = send(fixture, "slow", 3);
            await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 2);

            assertThat(fixture.result(Signature.of("free"))).isEqualTo("2");
            assertThat(fixture.delayed())
                    .extracting(DelayedTask::due)
                    .satisfiesOnlyOnce(due -> assertThat(due)
                            .isBetween(
                                    Samples.NOW.plus(Duration.ofMinutes(29)), Samples.NOW.plus(Duration.ofMinutes(30))))
                    .satisfiesOnlyOnce(due -> assertThat(due)
                            .isBetween(
                                    Samples.NOW.plus(Duration.ofMinutes(59)), Samples.NOW.plus(Duration.ofHours(1))));
            assertThat(ids)
                    .extracting(fixture::record)
                    .filteredOn(TaskRecord.Succeeded.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void what_waits_for_a_moment_only_stays_in_hand() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            send(fixture, "quick", 5);
            await().atMost(WorkerFixture.LIMIT).until(() -> tasks.started.size() == 5);

            List<MonotonicTime> started = List.copyOf(tasks.started);
            assertThat(started.getLast().nanos() - started.getFirst().nanos())
                    .isGreaterThan(Duration.ofMillis(35).toNanos());
        }
    }

    @Test
    void a_limit_across_workers_holds_beside_it() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            send(fixture, "both", 3);

            await().atMost(WorkerFixture.LIMIT).until(() -> fixture.delayed().size() == 2);
        }
    }

    @Test
    void a_rate_can_be_changed_while_the_worker_runs() throws Exception {
        Method quick = RatedTasks.class.getDeclaredMethod("quick");
        Handler handler = new MethodHandler(
                tasks,
                quick,
                quick.getAnnotation(Task.class),
                new MethodHandler.Results(new HandlerJson(), Samples.sizes(1_000)));
        LocalRateLimits rates = new LocalRateLimits(new HandlerRegistry(List.of(handler), List.of()));
        RateLimiter declared = rates.of("quick");

        assertThat(declared).isNotNull();
        assertThat(rates.rate("quick", RateLimit.of("1/s"))).isTrue();
        assertThat(rates.of("quick")).isNotNull().isNotSameAs(declared);
        assertThat(rates.rate("quick", RateLimit.NONE)).isTrue();
        assertThat(rates.of("quick")).isNull();
        assertThat(rates.rate("unknown", RateLimit.of("1/s"))).isFalse();
        assertThat(rates.of("unknown")).isNull();
    }

    @Test
    void a_rate_that_cannot_be_stops_the_start_and_names_the_method() {
        assertThatThrownBy(() -> WorkerFixture.started(new Wrong()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("rateLimit in @Task of")
                .hasMessageContaining("Wrong.wrong")
                .hasMessageContaining("got: '10/d'");
    }

    private static List<TaskId> send(WorkerFixture fixture, String task, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> fixture.send(Signature.of(task)).results().getFirst())
                .toList();
    }
}

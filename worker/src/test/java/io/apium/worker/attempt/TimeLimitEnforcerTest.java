package io.apium.worker.attempt;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.store.Revocation;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.Retry;
import io.apium.worker.SoftTimeLimitExceededException;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import io.apium.worker.boot.WorkerHealth;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;

@Timeout(30)
class TimeLimitEnforcerTest {

    private static final Duration SOON = Duration.ofMillis(50);

    static class Tasks {

        final Semaphore started = new Semaphore(0);
        final Semaphore mayEnd = new Semaphore(0);
        final AtomicBoolean toldOfSoftLimit = new AtomicBoolean();
        final AtomicInteger runs = new AtomicInteger();

        @Task("waits")
        String waits(TaskContext context) throws InterruptedException {
            started.release();
            try {
                mayEnd.acquire();
                return "ended";
            } finally {
                toldOfSoftLimit.set(context.softTimeLimitExceeded());
            }
        }

        @Task("tidies")
        String tidies(TaskContext context) {
            try {
                mayEnd.acquire();
                return "ended";
            } catch (InterruptedException e) {
                return context.cancelled() && !Thread.currentThread().isInterrupted() ? "tidied" : "unsure";
            }
        }

        @Task("asks")
        void asks(TaskContext context) {
            while (true) {
                context.throwIfCancelled();
                Thread.onSpinWait();
            }
        }

        @Task(value = "breaks", softTimeLimit = "PT0.05S")
        void breaks() {
            mayEnd.acquireUninterruptibly();
            throw new IllegalStateException("of its own");
        }

        @Task(value = "again", softTimeLimit = "PT0.05S", retry = @Retry(on = SoftTimeLimitExceededException.class))
        void again() throws InterruptedException {
            runs.incrementAndGet();
            mayEnd.acquire();
        }

        @Task(value = "never", timeLimit = "PT0.05S")
        void never() {
            started.release();
            mayEnd.acquireUninterruptibly();
        }

        @Task("stubborn")
        void stubborn() {
            started.release();
            mayEnd.acquireUninterruptibly();
        }

        @Task("quick")
        int quick() {
            return 7;
        }
    }

    private final Tasks tasks = new Tasks();

    @Test
    void a_handler_that_ends_since_its_soft_limit_is_over_fails_in_Celerys_words() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            assertThat(fault(fixture.call(soft("waits"))).module()).isEqualTo("billiard.exceptions");
            assertThat(fault(fixture.call(soft("asks"))).type()).isEqualTo("SoftTimeLimitExceeded");
            assertThat(tasks.toldOfSoftLimit).isTrue();
            assertThat(fault(fixture.call(soft("waits"))).traceback())
                    .contains("Caused by: java.lang.InterruptedException");
        }
    }

    @Test
    void a_handler_that_tidies_up_after_its_soft_limit_has_a_result() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            assertThat(fixture.result(soft("tidies"))).isEqualTo("\"tidied\"");
        }
    }

    @Test
    void an_error_of_the_handlers_own_stays_what_it_is_after_the_soft_limit() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(Signature.of("breaks")).results().getFirst();
            tasks.mayEnd.release();

            assertThat(fault(fixture.ended(id)).type()).isEqualTo("IllegalStateException");
        }
    }

    @Test
    void an_attempt_that_ended_for_its_soft_limit_is_tried_again_where_that_is_declared() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.send(Signature.of("again"));

            await().atMost(LIMIT).until(() -> fixture.delayed().size() == 1);
            assertThat(tasks.runs).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Pool.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void the_hard_limit_ends_the_attempt_and_a_stuck_slot_is_replaced_until_it_is_free(Pool.Kind kind)
            throws InterruptedException {
        Map<String, String> one = Map.of("apium.worker.concurrency", "1", "apium.worker.pool", kind.name());
        try (WorkerFixture fixture = WorkerFixture.started(one, tasks)) {
            TaskRecord.Ended ended = fixture.call(Signature.of("never"));

            assertThat(fault(ended))
                    .isEqualTo(new TaskError("TimeLimitExceeded", "billiard.exceptions", List.of("0.05"), null));
            fixture.awaitSettled();
            assertThat(fixture.result(Signature.of("quick")))
                    .as("in a slot of its own")
                    .isEqualTo("7");
            assertThat(fixture.meters.get("apium.pool.stuck").gauge().value()).isOne();
            WorkerHealth health = new WorkerHealth(fixture.worker);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(health.health().getDetails().values())
                            .containsExactly(Map.of("slots", 1, "busy", 0, "stuck", 1)));

            tasks.mayEnd.release();
            await().atMost(LIMIT).until(() -> health.health().getStatus().equals(Status.UP));
            assertThat(fixture.record(ended.id())).as("nobody's business").isEqualTo(ended);
            assertThat(fixture.result(Signature.of("quick"))).isEqualTo("7");
        }
    }

    @Test
    void a_handler_that_leaves_when_its_hard_limit_is_over_sticks_nowhere() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            Timing hard = new Timing(null, null, SOON, null);

            TaskRecord.Ended ended = fixture.call(Samples.timed(Signature.of("waits"), hard));

            assertThat(fault(ended).type()).isEqualTo("TimeLimitExceeded");
            assertThat(fixture.result(Signature.of("quick"))).isEqualTo("7");
            assertThat(fixture.count("waits", "FAILURE")).isOne();
            assertThat(fixture.meters.get("apium.pool.stuck").gauge().value()).isZero();
        }
    }

    @Test
    void a_revoked_task_that_does_not_mind_is_revoked_when_its_hard_limit_is_over() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            Timing hard = new Timing(null, null, Duration.ofSeconds(1), null);
            TaskId id = fixture.send(Samples.timed(Signature.of("stubborn"), hard))
                    .results()
                    .getFirst();
            tasks.started.acquire();
            fixture.store.revocations().revoke(new Revocation.OfTask(id), Samples.NOW);

            assertThat(fixture.ended(id)).isInstanceOf(TaskRecord.Revoked.class);
            tasks.mayEnd.release();
        }
    }

    @Test
    void a_worker_that_does_not_run_is_not_well() {
        try (WorkerFixture fixture = new WorkerFixture(Map.of(), tasks)) {
            assertThat(new WorkerHealth(fixture.worker).health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    private static Signature soft(String task) {
        return Samples.timed(Signature.of(task), new Timing(null, null, null, SOON));
    }

    private static TaskError fault(TaskRecord.Ended ended) {
        assertThat(ended).isInstanceOf(TaskRecord.Failed.class);
        return ((TaskRecord.Failed) ended).error();
    }
}

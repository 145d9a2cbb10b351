package io.apium.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.RemoteControl;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskFilter;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.ledger.EntryKey.Kind;
import io.apium.store.Revocation;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;

/** The loop with its thread, on the real clock, with a store and a broker in memory. */
@Timeout(30)
class SchedulerLoopTest {

    private static final class Control implements RemoteControl {

        private final AtomicReference<Function<ControlCommand, @Nullable Object>> node = new AtomicReference<>();

        @Override
        public AutoCloseable subscribe(String name, Function<ControlCommand, @Nullable Object> listener) {
            node.set(listener);
            return () -> node.set(_ -> null);
        }
    }

    private final InstantSource clock = InstantSource.system();
    private final MemoryStore store = new MemoryStore(clock);
    private final MemoryBroker broker = new MemoryBroker();
    private final TaskPublisher publisher = store.sender(broker);
    private final TaskCompletion completion = store.debts(publisher);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Duty> duties =
            List.of(new DelayedTaskDuty(store.revocations()), new ScheduleDuty(store.results()));
    private final SchedulerMetrics metrics = new SchedulerMetrics(registry, duties, store.ledger());
    private final Control control = new Control();
    private final SchedulerLoop loop = new SchedulerLoop(
            new LedgerCycle(
                    store.ledger(),
                    duties,
                    new EffectExecutor(
                            completion,
                            new SchedulerStores(
                                    store.ledger(), store.results(), store.revocations(), store.flowTimes()),
                            clock),
                    metrics,
                    new LedgerCycle.Leases(50, Duration.ofSeconds(1), System::nanoTime)),
            store.ledger(),
            clock);
    private final RevocationListener revocationListener =
            new RevocationListener("scheduler@test", control, store.revocations(), store.ledger(), clock);

    @BeforeEach
    void start() {
        loop.start();
        revocationListener.start();
    }

    @AfterEach
    void stop() {
        revocationListener.stop();
        loop.stop();
    }

    @Test
    void a_task_is_sent_when_it_is_due_and_not_before() throws Exception {
        // far enough that a busy machine has stored it before it is due
        Instant due = clock.instant().plusSeconds(3);

        TaskMessage sent = send(task(due)).getFirst();

        await().until(() -> broker.published().size() == 1);
        assertThat(clock.instant()).isAfterOrEqualTo(due);
        TaskMessage published = broker.published().getFirst();
        assertThat(published.id()).isEqualTo(sent.id());
        assertThat(published.eta()).isNull();
        assertThat(published.isRepeat()).isTrue();
        await().until(() -> store.ledger().count(Kind.TASK) == 0);
        assertThat(counted("apium.scheduler.processed")).isEqualTo(1);
    }

    @Test
    void one_that_is_due_earlier_does_not_wait_for_the_one_that_the_loop_sleeps_for() throws Exception {
        send(task(clock.instant().plusSeconds(600)));
        await().until(() -> loop.lastCycle() != null);

        Instant due = clock.instant().plusMillis(50);
        send(task(due));

        await().pollInterval(Duration.ofMillis(5))
                .until(() -> broker.published().size() == 1);
        assertThat(Duration.between(due, clock.instant())).isLessThan(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31T23:59:59Z",
                "9999-12-31T23:59:59.999999Z",
                "2262-04-11T23:47:17Z",
                "+287000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999Z"
            })
    void a_task_of_a_moment_that_nobody_lives_to_see_holds_up_nobody(String eta) throws Exception {
        await().until(() -> loop.lastCycle() != null);
        send(task(Instant.parse(eta)));

        send(task(clock.instant().plusMillis(100)));

        await().until(() -> broker.published().size() == 1);
        assertThat(loop.isAlive()).isTrue();
        await().until(() -> store.ledger().count(Kind.TASK) == 1);
    }

    @Test
    void a_revoked_task_ends_at_once_and_so_does_what_was_to_come_after_it() throws Exception {
        Signature first = task(clock.instant().plusSeconds(600));
        Submission submission = launch(new Chain(List.of(first, Signature.of("after"))));
        ListenerInbox.done(publisher.send(submission));

        store.revocations().revoke(new Revocation.OfTask(id(submission, 0)), clock.instant());

        await().until(() -> store.results().find(ids(submission)).size() == 2);
        assertThat(store.results().find(ids(submission)).get(id(submission, 0)).state())
                .isEqualTo("REVOKED");
        assertThat(store.results().find(ids(submission)).get(id(submission, 1)).state())
                .isEqualTo("FAILURE");
        assertThat(broker.published()).isEmpty();
        await().until(() -> store.ledger().count(Kind.TASK) == 0);
    }

    @Test
    void all_that_a_filter_matches_are_revoked_and_no_others() throws Exception {
        TaskId matched = send(task(clock.instant().plusSeconds(600))).getFirst().id();
        send(Signature.of("other").with(options(clock.instant().plusSeconds(600))));
        TaskFilter filter = new TaskFilter("late", null, null, null);

        store.revocations().revoke(new Revocation.OfAll(filter, clock.instant().plusSeconds(60)), clock.instant());

        await().until(() -> store.results().find(List.of(matched)).containsKey(matched));
        await().until(() -> store.ledger().count(Kind.TASK) == 1);
    }

    @Test
    void what_celerys_remote_control_revokes_is_remembered() throws Exception {
        TaskId id = send(task(clock.instant().plusSeconds(600))).getFirst().id();

        Object answer = control.node
                .get()
                .apply(new RemoteControl.ControlCommand("revoke", Map.of("task_id", id.value(), "terminate", false)));

        assertThat(String.valueOf(answer)).contains(id.value(), "flagged as revoked");
        await().until(() -> store.results().find(List.of(id)).containsKey(id));
        assertThat(store.revocations().among(List.of(id))).containsExactly(id);
        assertThat(control.node.get().apply(new RemoteControl.ControlCommand("ping", Map.of())))
                .as("other commands are for workers")
                .isNull();
    }

    @Test
    void what_cannot_be_sent_is_sent_when_the_broker_is_back() throws Exception {
        broker.fail();
        send(task(clock.instant().plusMillis(20)));
        await().until(() -> counted("apium.scheduler.errors") > 0);

        broker.recover();

        await().until(() -> broker.published().size() == 1);
        await().until(() -> store.ledger().count(Kind.TASK) == 0);
    }

    @Test
    void it_goes_on_when_the_store_is_back_and_says_meanwhile_that_it_is_down() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(clock.instant());
        SchedulerHealth health = new SchedulerHealth(loop, duties, metrics, now::get);
        await().until(() -> {
            now.set(clock.instant());
            return health.health().getStatus().equals(Status.UP);
        });
        send(task(clock.instant().plusMillis(100)));
        store.fail();

        now.set(clock.instant().plusSeconds(6));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        store.recover();

        await().until(() -> broker.published().size() == 1);
        assertThat(health.health().getDetails()).containsKeys("delayed-tasks", "schedules", "lastCycle");
    }

    private double counted(String counter) {
        return registry.get(counter).tag("duty", "delayed-tasks").counter().count();
    }

    private List<TaskMessage> send(Signature task) throws Exception {
        Submission submission = launch(task);
        ListenerInbox.done(publisher.send(submission));
        return submission.messages();
    }

    private Submission launch(Canvas canvas) {
        return Submission.of(canvas, SubmissionContext.client(clock.instant()));
    }

    private static Signature task(Instant due) {
        return Signature.of("late").with(options(due));
    }

    private static TaskOptions options(Instant due) {
        return TaskOptions.NONE.withTiming(TaskOptions.NONE.timing().withEta(new RelativeTime.At(due)));
    }

    private static List<TaskId> ids(Submission submission) {
        return submission.tasks().stream().map(Submission.PlannedTask::id).toList();
    }

    private static TaskId id(Submission submission, int index) {
        return ids(submission).get(index);
    }
}

package io.apium.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.MessageRejectedException;
import io.apium.broker.MessageTooLargeException;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryTransition;
import io.apium.ledger.Ledger;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry that fails does not affect the others of the same cycle. */
class TurnIsolationTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
    private static final String BAD = "bad";

    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new ArithmeticException("long overflow"),
            () -> new IllegalArgumentException("injected"),
            () -> new NullPointerException("injected"),
            () -> new IndexOutOfBoundsException("injected"),
            () -> new ClassCastException("injected"),
            () -> new StackOverflowError("injected"));

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
    private final MemoryBroker broker = new MemoryBroker();
    private final RejectingBroker rejecting = new RejectingBroker(broker, BAD);
    private final TaskPublisher publisher = store.sender(rejecting);
    private final TaskCompletion completion = store.debts(publisher);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    static Stream<Supplier<Throwable>> thrown() {
        return THROWN.stream();
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void an_entry_whose_step_throws_is_put_off_longer_each_time_and_the_others_are_sent(Supplier<Throwable> thrown) {
        LedgerCycle cycle = turn(new Throwing(new DelayedTaskDuty(store.revocations()), thrown));
        DelayedTask bad = due(BAD);
        List<DelayedTask> good =
                IntStream.range(0, 20).mapToObj(i -> due("good." + i)).toList();

        cycle.take(NOW).done().join();

        assertThat(published()).isEqualTo(ids(good));
        assertThat(wake(bad)).isEqualTo(NOW.plusSeconds(1));
        assertThat(failed()).isEqualTo(1);

        cycle.take(NOW.plusSeconds(1)).done().join();
        assertThat(wake(bad)).isEqualTo(NOW.plusSeconds(3));
        cycle.take(NOW.plusSeconds(3)).done().join();
        assertThat(wake(bad)).isEqualTo(NOW.plusSeconds(7));
        assertThat(broker.published()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_many_entries_exactly_those_that_throw_are_left(long seed) {
        Random random = new Random(seed);
        LedgerCycle cycle = turn(new Throwing(
                new DelayedTaskDuty(store.revocations()),
                () -> THROWN.get(random.nextInt(THROWN.size())).get()));
        List<DelayedTask> good = new ArrayList<>();
        int bad = 0;
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(4) == 0) {
                due(BAD);
                bad++;
            } else {
                good.add(due("good"));
            }
        }

        cycle.take(NOW).done().join();

        assertThat(published()).isEqualTo(ids(good));
        assertThat(store.ledger().count(Kind.TASK)).isEqualTo(bad);
        assertThat(failed()).isEqualTo(bad);
    }

    @Test
    void a_publish_that_throws_at_once_is_that_entrys_fault() {
        LedgerCycle cycle = turn(new DelayedTaskDuty(store.revocations()));
        rejecting.failWith(() -> new IllegalStateException("the client library refuses it"));
        DelayedTask bad = due(BAD);
        DelayedTask good = due("good");

        cycle.take(NOW).done().join();

        assertThat(published()).isEqualTo(ids(List.of(good)));
        assertThat(wake(bad)).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void a_message_that_can_never_be_sent_becomes_a_dead_letter_and_a_failure() {
        LedgerCycle cycle = turn(new DelayedTaskDuty(store.revocations()));
        for (RuntimeException rejected : List.of(
                new MessageTooLargeException(BAD, 17, 16),
                new MessageRejectedException("a header is too long", null))) {
            rejecting.failWith(() -> rejected);
            DelayedTask bad = due(BAD);
            DelayedTask good = due("good");

            cycle.take(NOW).done().join();

            TaskId id = bad.message().id();
            assertThat(published()).containsAll(ids(List.of(good)));
            assertThat(store.ledger().count(Kind.TASK)).isZero();
            assertThat(store.results().find(List.of(id)).get(id))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error().message()).isEqualTo(rejected.getMessage()));
            assertThat(store.deadLetters().letters())
                    .filteredOn(letter -> id.equals(letter.taskId()))
                    .singleElement()
                    .extracting(DeadLetter::cause, DeadLetter::reason)
                    .containsExactly(Cause.UNSENDABLE, rejected.getMessage());
        }
    }

    @Test
    void an_entry_that_was_due_before_all_time_is_sent_and_measured() {
        LedgerCycle cycle = turn(new DelayedTaskDuty(store.revocations()));
        DelayedTask task = new DelayedTask(message("good"), NOW);
        store.ledger()
                .write(task, Ledger.NONE, Instant.parse("-200000-01-01T00:00:00Z"))
                .join();

        cycle.take(NOW).done().join();

        assertThat(published()).isEqualTo(ids(List.of(task)));
    }

    private LedgerCycle turn(Duty duty) {
        SchedulerMetrics metrics = new SchedulerMetrics(registry, List.of(duty), store.ledger());
        SchedulerStores stores =
                new SchedulerStores(store.ledger(), store.results(), store.revocations(), store.flowTimes());
        EffectExecutor effects = new EffectExecutor(completion, stores, InstantSource.fixed(NOW));
        return new LedgerCycle(
                store.ledger(),
                List.of(duty),
                effects,
                metrics,
                new LedgerCycle.Leases(1_000, Duration.ofSeconds(3), () -> 0));
    }

    private double failed() {
        return registry.get("apium.scheduler.errors").counter().count();
    }

    private DelayedTask due(String name) {
        DelayedTask task = new DelayedTask(message(name), NOW);
        store.ledger().write(task, Ledger.NONE, NOW).join();
        return task;
    }

    private static TaskMessage message(String task) {
        return Submission.of(Signature.of(task), SubmissionContext.client(NOW))
                .messages()
                .getFirst();
    }

    private Instant wake(DelayedTask task) {
        return store.ledger().find(task.key()).map(Entry::wake).orElseThrow();
    }

    private Set<TaskId> published() {
        return broker.published().stream().map(TaskMessage::id).collect(Collectors.toSet());
    }

    private static Set<TaskId> ids(List<DelayedTask> tasks) {
        return tasks.stream().map(task -> task.message().id()).collect(Collectors.toSet());
    }

    /** Throws when any of the entries is bad, as the step of such an entry would. */
    private record Throwing(Duty duty, Supplier<Throwable> thrown) implements Duty {

        @Override
        public Kind kind() {
            return duty.kind();
        }

        @Override
        public String name() {
            return duty.name();
        }

        @Override
        public List<EntryTransition> steps(List<Entry> woken, Instant now) {
            for (Entry entry : woken) {
                if (entry.state() instanceof DelayedTask(TaskMessage message, Instant _)
                        && message.task().equals(BAD)) {
                    Throwable next = thrown.get();
                    if (next instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) next;
                }
            }
            return duty.steps(woken, now);
        }
    }
}

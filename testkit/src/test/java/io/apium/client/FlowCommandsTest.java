package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Submission.PlannedTask;
import io.apium.client.FlowCommands.Result;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.plan.Plans;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.FlowIndex;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowCommandsTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final MemoryStore store = new MemoryStore(clock);
    private final FlowCommands commands = over(store.ledger());

    @Test
    void a_started_flow_is_in_the_ledger_and_in_the_index() {
        FlowState flow = started();

        assertThat(flow(flow.id())).isEqualTo(flow);
        FlowIndex.Flow listed = store.flows().find(flow.id()).orElseThrow();
        assertThat(listed.kind()).isEqualTo("chain");
        assertThat(listed.tasks()).isEmpty();
        assertThat(listed.results()).containsExactly(flow.id());
        assertThat(listed.startedAt()).isEqualTo(NOW);
    }

    @Test
    void starting_the_same_id_again_returns_the_flow_that_is_there() {
        FlowState first = started();
        commands.pause(first.id()).join();

        FlowState second = commands.start(first).join();

        assertThat(second.phase()).isEqualTo(Phase.PAUSED);
    }

    @Test
    void retry_waits_until_the_ledger_has_the_failure_that_the_record_already_has() {
        FlowState flow = started();
        store.results().end(TaskExamples.failed(flow.id())).join();
        FlowCommands beside =
                over(before("find", 3, () -> change(flow.id(), running -> running.ended(Phase.FAILURE, NOW))));

        Result retried = beside.retry(flow.id()).join();

        assertThat(retried).isInstanceOf(Result.Changed.class);
        assertThat(flow(flow.id()).attempt()).isEqualTo(2);
        assertThat(store.results().find(List.of(flow.id()))).isEmpty();
    }

    @Test
    void a_flow_whose_ledger_entry_never_fails_is_not_retried_and_keeps_its_record() {
        FlowState flow = started();
        store.results().end(TaskExamples.failed(flow.id())).join();

        assertThat(commands.retry(flow.id()).join())
                .isEqualTo(new Result.WrongState("only a failed flow can be retried; this flow is RUNNING"));
        assertThat(store.results().find(List.of(flow.id()))).containsKey(flow.id());
    }

    @Test
    void a_command_that_loses_one_write_is_applied_to_the_newer_state() {
        FlowState flow = started();
        FlowCommands beside = over(before(
                "write", 1, () -> change(flow.id(), running -> running.failing(TaskError.revoked("late")))));

        assertThat(beside.pause(flow.id()).join())
                .isEqualTo(new Result.WrongState("the flow has failed and cannot be paused any more"));
    }

    @Test
    void a_command_that_loses_every_write_reports_contention() {
        FlowState flow = started();

        assertThat(over(losingEveryWrite(flow.id())).pause(flow.id()).join()).isEqualTo(new Result.Contended());
        assertThat(flow(flow.id()).phase()).isEqualTo(Phase.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SUCCESS", "FAILURE", "REVOKED"})
    void a_flow_that_has_ended_is_neither_paused_nor_resumed_nor_cancelled(Phase phase) {
        TaskId id = started().id();
        change(id, running -> running.ended(phase, NOW));
        Result ended = new Result.WrongState("the flow has already ended: " + phase);

        assertThat(commands.pause(id).join()).isEqualTo(ended);
        assertThat(commands.resume(id).join()).isEqualTo(ended);
        assertThat(commands.cancel(id).join()).isEqualTo(ended);
        assertThat(store.revocations().among(List.of(id))).isEmpty();
    }

    @Test
    void a_flow_in_place_of_a_task_is_not_retried() {
        FlowState nested = FlowState.inPlaceOf(TaskExamples.simple(TaskExamples.queue()), Plans.task("a"), NOW);
        commands.start(nested).join();
        change(nested.id(), running -> running.ended(Phase.FAILURE, NOW));

        assertThat(commands.retry(nested.id()).join())
                .isEqualTo(new Result.WrongState(
                        "the flow runs in place of a task, whose callbacks and errbacks were sent when it ended"));
    }

    @Test
    void a_canvas_flow_cannot_be_changed() {
        TaskId id = TaskId.random();
        store.flows().keep(new FlowIndex.Flow(id, "chain", List.of(new PlannedTask(id, "a")), List.of(id), NOW));
        Result canvas = new Result.WrongState("the flow is a canvas that runs as messages: it can only be revoked");

        assertThat(List.of(
                        commands.pause(id).join(),
                        commands.resume(id).join(),
                        commands.retry(id).join(),
                        commands.cancel(id).join()))
                .containsOnly(canvas);
    }

    @Test
    void an_unknown_flow_is_not_found() {
        TaskId id = TaskId.random();

        assertThat(List.of(
                        commands.pause(id).join(),
                        commands.resume(id).join(),
                        commands.retry(id).join(),
                        commands.cancel(id).join()))
                .containsOnly(new Result.NotFound());
    }

    private FlowCommands over(Ledger ledger) {
        return new FlowCommands(ledger, store.results(), store.revocations(), store.flows(), clock);
    }

    private FlowState started() {
        return commands.start(FlowState.of(TaskId.random(), Plans.chain(Plans.task("a"), Plans.task("b")), NOW, null))
                .join();
    }

    private FlowState flow(TaskId id) {
        return ((FlowEntry) entry(id).state()).flow();
    }

    private Entry entry(TaskId id) {
        return store.ledger().find(EntryKey.flow(id)).orElseThrow();
    }

    /** Writes as the scheduler does. */
    private void change(TaskId id, UnaryOperator<FlowState> how) {
        FlowEntry changed = new FlowEntry(how.apply(flow(id)));
        assertThat(store.ledger().write(changed, entry(id).revision(), NOW).join())
                .isTrue();
    }

    /** The ledger; {@code scheduler} runs before the call of {@code method} with the given number. */
    private Ledger before(String method, int number, Runnable scheduler) {
        AtomicInteger calls = new AtomicInteger();
        return intercepted(method, () -> {
            if (calls.incrementAndGet() == number) {
                scheduler.run();
            }
        });
    }

    /** The ledger; the scheduler changes the flow before each write of a command. */
    private Ledger losingEveryWrite(TaskId id) {
        AtomicInteger rounds = new AtomicInteger();
        return intercepted("write", () -> {
            Instant deadline = NOW.plusSeconds(rounds.incrementAndGet());
            change(
                    id,
                    flow -> new FlowState(
                            flow.origin(),
                            flow.plan(),
                            flow.attempt(),
                            flow.depth(),
                            flow.nodeStates(),
                            flow.phase(),
                            flow.startedAt(),
                            deadline,
                            null,
                            null));
        });
    }

    private Ledger intercepted(String method, Runnable before) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.run();
                    }
                    try {
                        return called.invoke(store.ledger(), arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}

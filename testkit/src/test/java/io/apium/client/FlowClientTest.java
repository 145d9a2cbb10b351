package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.plan.InvalidPlanException;
import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plans;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.StoreUnavailableException;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FlowClientTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
    private static final Plan PLAN = Plans.chain(Plans.task("a"), Plans.task("b"));

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final MemoryStore store = new MemoryStore(clock);
    private final TaskClient tasks = new TaskClient(store.sender(new MemoryBroker()), store.results(), clock);
    private final FlowClient flows = new FlowClient(tasks, store.flowCommands(), store.ledger(), clock);

    @Test
    void a_flow_that_is_started_stands_in_the_ledger_and_is_due() throws Exception {
        TaskId id = flows.start(PLAN, Duration.ofMinutes(1));

        FlowState flow = flows.find(id).orElseThrow();
        assertThat(flow.phase()).isEqualTo(Phase.RUNNING);
        assertThat(flow.deadline()).isEqualTo(NOW.plusSeconds(60));
        assertThat(flow.isTop()).isTrue();
        assertThat(entry(id).wake()).isEqualTo(NOW);
        assertThat(flows.find(flows.start(PLAN)).orElseThrow().deadline()).isNull();
    }

    @Test
    void a_plan_that_can_never_be_carried_out_is_not_started() {
        Plan cycle = Plans.dag()
                .node("a", Plans.task("t"), "b")
                .node("b", Plans.task("t"), "a")
                .plan();

        assertThatThrownBy(() -> flows.start(cycle)).isInstanceOf(InvalidPlanException.class);
        assertThat(store.ledger().count(EntryKey.Kind.FLOW)).isZero();
    }

    @Test
    void its_end_is_waited_for_as_a_tasks() throws Exception {
        TaskId id = flows.start(PLAN);
        assertThat(flows.await(id, Duration.ofMillis(1))).isEmpty();

        TaskRecord.Ended ended = TaskExamples.succeeded(id, new JsonText("7"));
        store.results().end(ended).join();

        assertThat(flows.await(id, Duration.ofSeconds(10))).contains(ended);
    }

    @Test
    void a_flow_is_paused_and_resumed() throws Exception {
        TaskId id = flows.start(PLAN);

        assertThat(flows.pause(id)).isTrue();
        assertThat(flows.pause(id)).isTrue();
        assertThat(flows.find(id).orElseThrow().phase()).isEqualTo(Phase.PAUSED);
        assertThat(flows.resume(id)).isTrue();
        assertThat(flows.find(id).orElseThrow().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void on_its_way_back_a_flow_is_not_paused() throws Exception {
        TaskId id = flows.start(PLAN);
        changed(id, flow -> flow.failing(TaskError.notRegistered("a")));

        assertThat(flows.pause(id)).isFalse();
        assertThat(flows.find(id).orElseThrow().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void a_flow_that_has_failed_is_tried_once_more_and_may_end_anew() throws Exception {
        TaskId id = flows.start(PLAN, Duration.ofMinutes(1));
        assertThat(flows.retry(id)).as("while it runs").isFalse();
        changed(id, flow -> ended(flow, Phase.FAILURE));
        store.results().end(TaskExamples.failed(id)).join();

        assertThat(flows.retry(id)).isTrue();

        FlowState again = flows.find(id).orElseThrow();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.phase()).isEqualTo(Phase.RUNNING);
        assertThat(again.deadline()).isNull();
        assertThat(store.results().find(List.of(id))).isEmpty();
        assertThat(entry(id).wake()).isEqualTo(NOW);
    }

    @Test
    void a_flow_is_retried_as_soon_as_await_has_returned_its_failure() throws Exception {
        TaskId id = flows.start(PLAN);
        store.results().end(TaskExamples.failed(id)).join();
        assertThat(flows.await(id, Duration.ofSeconds(10))).isPresent();

        // the scheduler writes the record first and the ledger second
        CompletableFuture<Boolean> retried = CompletableFuture.supplyAsync(() -> isRetried(id));
        changed(id, flow -> ended(flow, Phase.FAILURE));

        assertThat(retried.join()).isTrue();
        assertThat(flows.find(id).orElseThrow().attempt()).isEqualTo(2);
    }

    private boolean isRetried(TaskId id) {
        try {
            return flows.retry(id);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_flow_is_cancelled_by_revoking_it_and_telling_the_scheduler() throws Exception {
        TaskId id = flows.start(PLAN);
        store.ledger()
                .write(entry(id).state(), entry(id).revision(), NOW.plusSeconds(60))
                .join();

        assertThat(flows.cancel(id)).isTrue();

        assertThat(store.revocations().among(Set.of(id))).containsExactly(id);
        assertThat(entry(id).wake()).isEqualTo(NOW);
    }

    @Test
    void what_has_ended_is_left_as_it_is() throws Exception {
        TaskId id = flows.start(PLAN);
        changed(id, flow -> ended(flow, Phase.SUCCESS));
        Entry before = entry(id);

        assertThat(List.of(flows.pause(id), flows.resume(id), flows.retry(id), flows.cancel(id)))
                .containsOnly(false);
        assertThat(entry(id)).isEqualTo(before);
        assertThat(store.revocations().among(Set.of(id))).isEmpty();
    }

    @Test
    void of_an_unknown_flow_nothing_is_done() throws Exception {
        TaskId id = TaskId.random();

        assertThat(flows.find(id)).isEmpty();
        assertThat(List.of(flows.pause(id), flows.resume(id), flows.retry(id), flows.cancel(id)))
                .containsOnly(false);
    }

    @Test
    void while_the_store_is_away_a_flow_is_not_found() throws Exception {
        TaskId id = flows.start(PLAN);
        store.fail();

        assertThatThrownBy(() -> flows.pause(id)).isInstanceOf(StoreUnavailableException.class);
    }

    private Entry entry(TaskId id) {
        return store.ledger().find(EntryKey.flow(id)).orElseThrow();
    }

    /** As a scheduler would. */
    private void changed(TaskId id, UnaryOperator<FlowState> how) {
        FlowEntry course = new FlowEntry(how.apply(flows.find(id).orElseThrow()));
        Ledger ledger = store.ledger();
        assertThat(ledger.write(course, entry(id).revision(), NOW.plusSeconds(60))
                        .join())
                .isTrue();
    }

    private static FlowState ended(FlowState flow, Phase as) {
        return new FlowState(
                flow.origin(), flow.plan(), 1, 0, flow.nodeStates(), as, flow.startedAt(), flow.deadline(), NOW, null);
    }
}

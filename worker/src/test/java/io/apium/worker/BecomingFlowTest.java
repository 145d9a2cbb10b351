package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.FlowHeader;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.flow.MapMessages;
import io.apium.flow.plan.Plan;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BecomingFlowTest {

    static class Tasks {

        final AtomicInteger calls = new AtomicInteger();

        @Task("grow")
        Plan grow(int tasks) {
            calls.incrementAndGet();
            Signature same = Signature.of("same", 1);
            return new Plan.Chain(Collections.nCopies(tasks, new Plan.Task(same)));
        }

        @Task("same")
        Object same(Object value) {
            return value;
        }
    }

    private static final TaskId ID = new TaskId("task");

    private final Tasks tasks = new Tasks();
    private final WorkerFixture fixture = WorkerFixture.started(tasks);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void a_plan_becomes_a_flow_in_the_place_of_its_task() {
        fixture.publish(Samples.message("task", Signature.of("grow", 2)));

        fixture.awaitSettled();

        FlowState flow = flow();
        assertThat(flow.id()).isEqualTo(ID);
        assertThat(flow.depth()).isEqualTo(1);
        assertThat(flow.origin().task()).isEqualTo("grow");
        assertThat(flow.phase()).isEqualTo(FlowState.Phase.RUNNING);
        assertThat(fixture.store.results().find(List.of(ID))).isEmpty();
    }

    @Test
    void a_message_that_comes_again_while_the_flow_runs_is_not_run_again() {
        TaskMessage message = Samples.message("task", Signature.of("grow", 2)).repeated();
        fixture.publish(message);
        fixture.awaitSettled();

        fixture.publish(message);
        fixture.awaitSettled();

        assertThat(tasks.calls).hasValue(1);
    }

    @Test
    void a_flow_that_was_begun_twice_runs_once() {
        TaskMessage message = Samples.message("task", Signature.of("grow", 2));
        fixture.publish(message);
        fixture.awaitSettled();
        FlowState first = flow();
        fixture.now.updateAndGet(now -> now.plusSeconds(1));

        fixture.publish(message);
        fixture.awaitSettled();

        assertThat(tasks.calls).hasValue(2);
        assertThat(flow()).isEqualTo(first);
    }

    @Test
    void a_flow_that_is_one_too_deep_fails_the_task() {
        String deepest = new FlowHeader(new TaskId("outer"), 1, 0, FlowState.DEPTH_MAX, null).toString();
        Signature call = Signature.of("grow", 2);

        assertThat(fixture.call(call.with(call.options().withExtra(FlowHeader.HEADER, deepest))))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).contains("32 deep"));
    }

    @Test
    void an_item_that_shares_its_message_with_others_becomes_no_flow() {
        Signature part = Signature.of(MapMessages.PART)
                .keyword("over", Map.of("items", List.of(1, 2)))
                .keyword("task", Map.of("task", "grow"));

        assertThat(fixture.call(part))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).contains("give its map a chunk of 1"));
    }

    private FlowState flow() {
        var entry = fixture.store.ledger().find(EntryKey.flow(ID)).orElseThrow();
        return ((FlowEntry) entry.state()).flow();
    }
}

package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the store has of a task and cannot be read keeps neither the task from running nor a slot. */
@Timeout(30)
class UnreadableStoreTest {

    static class Tasks {

        final AtomicInteger calls = new AtomicInteger();

        @Task("count")
        int count() {
            return calls.incrementAndGet();
        }

        @Task("grow")
        Plan grow() {
            return new Plan.Chain(List.of(new Plan.Task(Signature.of("count"))));
        }
    }

    private final Tasks tasks = new Tasks();
    private final WorkerFixture fixture = WorkerFixture.started(tasks);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void messages_that_come_again_are_run_when_their_records_cannot_be_read() {
        // more than there are slots
        for (int i = 0; i < 10; i++) {
            TaskMessage message =
                    Samples.message("task" + i, Signature.of("count")).repeated();
            fixture.store.results().damage(message.id());
            fixture.publish(message);
        }

        fixture.awaitSettled();

        assertThat(tasks.calls).hasValue(10);
        for (int i = 0; i < 10; i++) {
            assertThat(fixture.record(new TaskId("task" + i))).isInstanceOf(TaskRecord.Succeeded.class);
        }
    }

    @Test
    void a_task_becomes_a_flow_in_the_place_of_one_that_cannot_be_read() {
        TaskMessage message = Samples.message("task", Signature.of("grow"));
        EntryKey key = EntryKey.flow(message.id());
        fixture.publish(message);
        fixture.awaitSettled();
        fixture.store.ledger().damage(key);

        fixture.publish(message.repeated());
        fixture.awaitSettled();

        assertThat(fixture.store.ledger().find(key).map(Entry::state))
                .containsInstanceOf(FlowEntry.class)
                .get()
                .satisfies(
                        state -> assertThat(((FlowEntry) state).flow().phase()).isEqualTo(FlowState.Phase.RUNNING));
    }
}

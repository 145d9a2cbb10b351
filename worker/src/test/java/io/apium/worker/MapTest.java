package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.flow.FlowAdvancer;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.FlowTimings;
import io.apium.flow.NodeState;
import io.apium.flow.TaskRecords;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.NodeValue;
import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plan.Joining;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Maps, as a worker makes their parts. */
class MapTest {

    static class Tasks {

        @Task("square")
        long square(long number) {
            if (number == 13) {
                throw new IllegalArgumentException("13 is not squared");
            }
            return number * number;
        }

        @Task("sum")
        long sum(List<Long> numbers) {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final Joining SUM = new Joining(Signature.of("sum"), 10);

    @Test
    void a_map_over_a_range_is_summed_up() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            FlowState flow = ran(
                    fixture, new Plan.Map(Signature.of("square"), range(14, 10_014), 50, 16, SUM, FailurePolicy.NONE));

            assertThat(flow.phase()).isEqualTo(Phase.SUCCESS);
            assertThat(value(fixture, flow)).isEqualTo(String.valueOf(squares(14, 10_014)));
        }
    }

    @Test
    void an_item_that_fails_fails_the_map() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            FlowState flow =
                    ran(fixture, new Plan.Map(Signature.of("square"), range(0, 100), 7, 16, SUM, FailurePolicy.NONE));

            assertThat(flow.phase()).isEqualTo(Phase.FAILURE);
            assertThat(flow.error())
                    .isNotNull()
                    .satisfies(error -> assertThat(error.message()).contains("13 is not squared"));
        }
    }

    private static FlowState ran(WorkerFixture fixture, Plan plan) {
        FlowState flow = FlowState.of(TaskId.random(), plan, Samples.NOW, null);
        while (flow.phase() == Phase.RUNNING) {
            flow = step(fixture, flow);
            // the bodies of chords, of which the last is what the flow waits for
            flow.open().stream().findFirst().ifPresent(fixture::ended);
        }
        return flow;
    }

    private static FlowState step(WorkerFixture fixture, FlowState flow) {
        Set<TaskId> asked = new HashSet<>(flow.open());
        while (true) {
            TaskRecords records = new TaskRecords(fixture.store.results().find(List.copyOf(asked)), asked);
            FlowAdvancer.Result result = FlowAdvancer.of(flow, records, FlowTimings.NONE, Samples.NOW);
            if (records.missing().isEmpty()) {
                for (Submission submission : result.submissions()) {
                    fixture.publisher.send(submission).join();
                }
                return result.flow();
            }
            asked.addAll(records.missing());
        }
    }

    private static String value(WorkerFixture fixture, FlowState flow) {
        NodeState end = flow.nodeStates().get(flow.graph().end());
        assertThat(end).isInstanceOf(NodeState.Ended.class);
        TaskId task = ((NodeValue.Result) ((NodeState.Ended) end).value()).task();
        return ((TaskRecord.Succeeded) fixture.record(task)).result().json();
    }

    private static ItemSource range(long from, long to) {
        return new ItemSource.Range(from, to, 1);
    }

    private static long squares(long from, long to) {
        long sum = 0;
        for (long number = from; number < to; number++) {
            sum += number * number;
        }
        return sum;
    }
}

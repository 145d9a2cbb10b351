package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Launch;
import io.apium.canvas.Signature;
import io.apium.flow.Advance;
import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Plan;
import io.apium.flow.Plan.Joining;
import io.apium.flow.Policy;
import io.apium.flow.Records;
import io.apium.flow.Source;
import io.apium.flow.Stand;
import io.apium.flow.Times;
import io.apium.flow.Value;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
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
            Flow flow = ran(fixture, new Plan.Map(Signature.of("square"), range(14, 10_014), 50, 16, SUM, Policy.NONE));

            assertThat(flow.phase()).isEqualTo(Phase.SUCCESS);
            assertThat(value(fixture, flow)).isEqualTo(String.valueOf(squares(14, 10_014)));
        }
    }

    @Test
    void an_item_that_fails_fails_the_map() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            Flow flow = ran(fixture, new Plan.Map(Signature.of("square"), range(0, 100), 7, 16, SUM, Policy.NONE));

            assertThat(flow.phase()).isEqualTo(Phase.FAILURE);
            assertThat(flow.fault())
                    .isNotNull()
                    .satisfies(fault -> assertThat(fault.message()).contains("13 is not squared"));
        }
    }

    private static Flow ran(WorkerFixture fixture, Plan plan) {
        Flow flow = Flow.of(TaskId.random(), plan, Samples.NOW, null);
        while (flow.phase() == Phase.RUNNING) {
            flow = step(fixture, flow);
            // the bodies of chords, of which the last is what the flow waits for
            flow.open().stream().findFirst().ifPresent(fixture::ended);
        }
        return flow;
    }

    private static Flow step(WorkerFixture fixture, Flow flow) {
        Set<TaskId> asked = new HashSet<>(flow.open());
        while (true) {
            Records records = new Records(fixture.store.results().find(List.copyOf(asked)), asked);
            Advance.Result result = Advance.of(flow, records, Times.NONE, Samples.NOW);
            if (records.missing().isEmpty()) {
                for (Launch launch : result.owed()) {
                    fixture.sender.send(launch).join();
                }
                return result.flow();
            }
            asked.addAll(records.missing());
        }
    }

    private static String value(WorkerFixture fixture, Flow flow) {
        Stand end = flow.stands().get(flow.graph().end());
        assertThat(end).isInstanceOf(Stand.Ended.class);
        TaskId task = ((Value.Result) ((Stand.Ended) end).value()).task();
        return ((TaskRecord.Succeeded) fixture.record(task)).result().json();
    }

    private static Source range(long from, long to) {
        return new Source.Range(from, to, 1);
    }

    private static long squares(long from, long to) {
        long sum = 0;
        for (long number = from; number < to; number++) {
            sum += number * number;
        }
        return sum;
    }
}

package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Submission;
import io.apium.store.FlowIndex;
import io.apium.store.FlowIndex.Flow;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link FlowIndex} promises while it is there. */
public interface FlowIndexContract {

    /** The store under test, the same one throughout a test. */
    FlowIndex flows();

    @Test
    default void a_flow_is_found_as_it_was_kept() {
        Flow flow = flow(3);

        flows().keep(flow);
        flows().keep(flow);

        assertThat(flows().find(flow.id())).contains(flow);
    }

    @Test
    default void a_flow_of_many_tasks_is_kept_whole() {
        Flow flow = flow(10_000);

        flows().keep(flow);

        assertThat(flows().find(flow.id())).contains(flow);
    }

    @Test
    default void a_flow_that_was_never_kept_is_not_found() {
        assertThat(flows().find(TaskId.random())).isEmpty();
    }

    @Test
    default void the_newest_flows_come_first_page_by_page() {
        List<Flow> kept = Stream.iterate(1, minute -> minute < 6, minute -> minute + 1)
                .map(minute -> flow(1, TaskExamples.MOMENT.plus(Duration.ofMinutes(minute))))
                .toList();

        kept.forEach(flows()::keep);
        kept.forEach(flows()::keep);

        FlowIndex.Page first = flows().recent(null, 2);
        assertThat(first.flows()).containsExactly(kept.get(4), kept.get(3));
        FlowIndex.Page second = flows().recent(first.next(), 3);
        assertThat(second.flows()).containsExactly(kept.get(2), kept.get(1), kept.get(0));
        assertThat(flows().recent(TaskId.random(), 10)).isEqualTo(new FlowIndex.Page(List.of(), null));
    }

    private static Flow flow(int size) {
        return flow(size, TaskExamples.MOMENT);
    }

    private static Flow flow(int size, Instant startedAt) {
        List<Submission.PlannedTask> tasks = Stream.generate(
                        () -> new Submission.PlannedTask(TaskId.random(), "tasks.přidej"))
                .limit(size)
                .toList();
        return new Flow(
                TaskId.random(),
                "group",
                tasks,
                tasks.stream().map(Submission.PlannedTask::id).toList(),
                startedAt);
    }
}

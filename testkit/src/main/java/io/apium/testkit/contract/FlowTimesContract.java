package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.FlowMark;
import io.apium.flow.Times;
import io.apium.flow.Times.Row;
import io.apium.flow.Timing;
import io.apium.store.FlowTimes;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link FlowTimes} promises while it is there. */
public interface FlowTimesContract {

    /** The store under test, the same one throughout a test. */
    FlowTimes times();

    @Test
    default void of_a_flow_nobody_has_worked_for_nothing_is_known() {
        assertThat(times().find(TaskId.random())).isEqualTo(Times.NONE);
    }

    @Test
    default void what_a_worker_did_is_found_as_it_was_told() throws Exception {
        TaskId flow = TaskId.random();
        Timing timing = timing(flow, 3, "worker ž@host", 4, 250, 7, 100L);

        Inbox.done(times().add(timing));

        assertThat(times().find(flow).rows()).containsExactly(timing.row());
    }

    @Test
    default void what_the_same_worker_did_for_the_same_node_is_added_up() throws Exception {
        TaskId flow = TaskId.random();
        Timing part = timing(flow, 0, "w1", 2, 1_000, 10, 40L);
        Timing join = timing(flow, 0, "w1", 4, 3_000, 0, null);
        Timing early = timing(flow, 0, "w1", 1, -500, 5, 0L);

        for (Timing timing : List.of(part, join, early)) {
            Inbox.done(times().add(timing));
        }

        Row row = times().find(flow).rows().getFirst();
        assertThat(times().find(flow).rows()).hasSize(1);
        assertThat(row).isEqualTo(part.row().and(join.row()).and(early.row()));
        assertThat(row.slots()).isEqualTo(4);
        assertThat(row.runs()).isEqualTo(3);
        assertThat(row.items()).isEqualTo(15);
        assertThat(row.waited()).isEqualTo(Duration.ofMillis(40));
        assertThat(row.first()).isEqualTo(Examples.MOMENT.minusMillis(500));
    }

    @Test
    default void workers_nodes_and_flows_are_told_apart() throws Exception {
        TaskId flow = TaskId.random();
        TaskId other = TaskId.random();
        List<Timing> timings = List.of(
                timing(flow, 0, "w1", 2, 0, 1, 0L),
                timing(flow, 1, "w1", 2, 0, 2, 0L),
                timing(flow, 0, "w2", 2, 0, 3, 0L),
                timing(flow, 11, "w2", 2, 0, 4, 0L));

        for (Timing timing : timings) {
            Inbox.done(times().add(timing));
        }
        Inbox.done(times().add(timing(other, 0, "w1", 2, 0, 5, 0L)));

        assertThat(times().find(flow).rows())
                .containsExactlyInAnyOrderElementsOf(
                        timings.stream().map(Timing::row).toList());
        assertThat(times().find(other).rows()).extracting(Row::items).containsExactly(5L);
    }

    @Test
    default void of_many_that_are_told_at_once_none_is_lost() throws Exception {
        TaskId flow = TaskId.random();

        Inbox.done(CompletableFuture.allOf(IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> times().add(timing(flow, i % 2, "w1", 2, i, 1, 1L)))
                .toArray(CompletableFuture<?>[]::new)));

        assertThat(times().find(flow).rows()).extracting(Row::runs).containsExactly(250L, 250L);
    }

    /**
     * @param startMillis after {@link Examples#MOMENT}
     * @param waitedMillis how long before that it was sent, or null where nobody knows
     */
    private static Timing timing(
            TaskId flow,
            int node,
            String worker,
            int slots,
            long startMillis,
            long items,
            @Nullable Long waitedMillis) {
        var start = Examples.MOMENT.plusMillis(startMillis);
        FlowMark mark = new FlowMark(flow, 1, node, 0, waitedMillis == null ? null : start.minusMillis(waitedMillis));
        return new Timing(mark, worker, slots, start, Duration.ofMillis(20 + items), items);
    }
}

package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.FlowHeader;
import io.apium.flow.AttemptTiming;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.store.FlowTimingStore;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link FlowTimingStore} promises while it is there. */
public interface FlowTimingStoreContract {

    /** The store under test, the same one throughout a test. */
    FlowTimingStore times();

    @Test
    default void of_a_flow_nobody_has_worked_for_nothing_is_known() {
        assertThat(times().find(TaskId.random())).isEqualTo(FlowTimings.NONE);
    }

    @Test
    default void what_a_worker_did_is_found_as_it_was_told() throws Exception {
        TaskId flow = TaskId.random();
        AttemptTiming timing = timing(flow, 3, "worker ž@host", 4, 250, 7, 100L);

        ListenerInbox.done(times().add(timing));

        assertThat(times().find(flow).rows()).containsExactly(timing.row());
    }

    @Test
    default void what_the_same_worker_did_for_the_same_node_is_added_up() throws Exception {
        TaskId flow = TaskId.random();
        AttemptTiming part = timing(flow, 0, "w1", 2, 1_000, 10, 40L);
        AttemptTiming join = timing(flow, 0, "w1", 4, 3_000, 0, null);
        AttemptTiming early = timing(flow, 0, "w1", 1, -500, 5, 0L);

        for (AttemptTiming timing : List.of(part, join, early)) {
            ListenerInbox.done(times().add(timing));
        }

        Row row = times().find(flow).rows().getFirst();
        assertThat(times().find(flow).rows()).hasSize(1);
        assertThat(row).isEqualTo(part.row().and(join.row()).and(early.row()));
        assertThat(row.slots()).isEqualTo(4);
        assertThat(row.runs()).isEqualTo(3);
        assertThat(row.items()).isEqualTo(15);
        assertThat(row.waited()).isEqualTo(Duration.ofMillis(40));
        assertThat(row.first()).isEqualTo(TaskExamples.MOMENT.minusMillis(500));
    }

    @Test
    default void workers_nodes_and_flows_are_told_apart() throws Exception {
        TaskId flow = TaskId.random();
        TaskId other = TaskId.random();
        List<AttemptTiming> timings = List.of(
                timing(flow, 0, "w1", 2, 0, 1, 0L),
                timing(flow, 1, "w1", 2, 0, 2, 0L),
                timing(flow, 0, "w2", 2, 0, 3, 0L),
                timing(flow, 11, "w2", 2, 0, 4, 0L));

        for (AttemptTiming timing : timings) {
            ListenerInbox.done(times().add(timing));
        }
        ListenerInbox.done(times().add(timing(other, 0, "w1", 2, 0, 5, 0L)));

        assertThat(times().find(flow).rows())
                .containsExactlyInAnyOrderElementsOf(
                        timings.stream().map(AttemptTiming::row).toList());
        assertThat(times().find(other).rows()).extracting(Row::items).containsExactly(5L);
    }

    @Test
    default void of_many_that_are_told_at_once_none_is_lost() throws Exception {
        TaskId flow = TaskId.random();

        ListenerInbox.done(CompletableFuture.allOf(IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> times().add(timing(flow, i % 2, "w1", 2, i, 1, 1L)))
                .toArray(CompletableFuture<?>[]::new)));

        assertThat(times().find(flow).rows()).extracting(Row::runs).containsExactly(250L, 250L);
    }

    /**
     * @param startMillis after {@link TaskExamples#MOMENT}
     * @param waitedMillis the time between sending and start, or null if unknown
     */
    private static AttemptTiming timing(
            TaskId flow,
            int node,
            String worker,
            int slots,
            long startMillis,
            long items,
            @Nullable Long waitedMillis) {
        var start = TaskExamples.MOMENT.plusMillis(startMillis);
        FlowHeader mark =
                new FlowHeader(flow, 1, node, 0, waitedMillis == null ? null : start.minusMillis(waitedMillis));
        return new AttemptTiming(mark, worker, slots, start, Duration.ofMillis(20 + items), items);
    }
}

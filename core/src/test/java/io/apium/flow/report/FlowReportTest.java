package io.apium.flow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.apium.canvas.Signature;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.Plan;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowReportTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void two_workers_that_are_busy_all_the_time_are_twice_as_fast_as_the_sum_of_the_parts() {
        FlowTimings times = new FlowTimings(List.of(row(0, "a", 1, 0, 10, 10), row(0, "b", 1, 0, 10, 10)));

        FlowReport report = report(task(), times, 10, null);

        assertThat(report.serial()).isEqualTo(new FlowReport.Serial(Duration.ofSeconds(20), false));
        assertThat(report.makespan()).hasSeconds(10);
        assertThat(report.workers()).isEqualTo(2);
        assertThat(report.slots()).isEqualTo(2);
        assertThat(report.speedup()).isEqualTo(2);
        assertThat(report.efficiency()).isEqualTo(1);
        assertThat(report.karpFlatt()).isEqualTo(0);
        assertThat(report.idle()).isEqualTo(0);
        assertThat(report.speedupForecast().predictions())
                .extracting(
                        SpeedupForecast.Prediction::slots,
                        SpeedupForecast.Prediction::amdahl,
                        SpeedupForecast.Prediction::gustafson)
                .startsWith(tuple(2, 2.0, 2.0))
                .hasSize(5);
    }

    @Test
    void a_measured_serial_time_takes_the_place_of_the_sum_and_nothing_else() {
        FlowTimings times = new FlowTimings(List.of(row(0, "a", 4, 0, 10, 20)));

        FlowReport report = report(task(), times, 10, Duration.ofSeconds(15));

        assertThat(report.serial()).isEqualTo(new FlowReport.Serial(Duration.ofSeconds(15), true));
        assertThat(report.speedup()).isEqualTo(1.5);
        assertThat(report.efficiency()).isEqualTo(0.375);
        assertThat(report.karpFlatt()).isCloseTo((1 / 1.5 - 0.25) / 0.75, within(1e-9));
        assertThat(report.idle()).isEqualTo(0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> report(task(), times, 10, Duration.ZERO));
    }

    @Test
    void one_slot_shows_no_serial_fraction_and_what_did_not_run_is_what_amdahl_goes_by() {
        FlowReport report = report(task(), new FlowTimings(List.of(row(0, "a", 1, 1, 10, 8))), 10, null);

        assertThat(report.karpFlatt()).isNull();
        assertThat(report.speedupForecast().isOfOneSlot()).isTrue();
        assertThat(report.speedupForecast().serialFraction()).isCloseTo(0.2, within(1e-9));
        assertThat(report.speedupForecast().predictions().getFirst().amdahl()).isCloseTo(1 / 0.6, within(1e-9));
    }

    @Test
    void of_a_run_slower_than_the_serial_one_nothing_is_predicted() {
        FlowTimings times = new FlowTimings(List.of(row(0, "a", 2, 0, 10, 2)));

        FlowReport report = report(task(), times, 10, null);

        assertThat(report.karpFlatt()).isGreaterThan(1);
        assertThat(report.speedupForecast().predictions()).isEmpty();
    }

    @Test
    void a_worker_counts_with_the_most_slots_that_it_had() {
        FlowTimings times =
                new FlowTimings(List.of(row(0, "a", 2, 0, 1, 1), row(1, "a", 8, 0, 1, 1), row(1, "b", 3, 0, 1, 1)));

        assertThat(report(chain(), times, 10, null).slots()).isEqualTo(11);
    }

    @Test
    void what_waited_is_told_as_a_share_of_waiting_and_working() {
        Row waiting =
                new Row(0, "a", 1, 2, 0, Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(1), START, START);

        assertThat(report(task(), new FlowTimings(List.of(waiting)), 10, null).queueing())
                .isEqualTo(0.25);
    }

    @Test
    void of_a_flow_of_which_nothing_has_run_nothing_is_said() {
        FlowReport report = report(task(), FlowTimings.NONE, 10, Duration.ofSeconds(3));

        assertThat(report.speedup()).isNull();
        assertThat(report.efficiency()).isNull();
        assertThat(report.idle()).isNull();
        assertThat(report.queueing()).isNull();
        assertThat(report.speedupForecast()).isNull();
        assertThat(report.path().steps()).isEmpty();
        assertThat(report.timeline()).isEmpty();
    }

    @Test
    void clocks_that_differ_make_nothing_negative() {
        FlowTimings times = new FlowTimings(List.of(row(0, "a", 1, -2, 12, 14)));

        FlowReport report = report(task(), times, 10, null);

        assertThat(report.idle()).isEqualTo(0);
        assertThat(report.speedupForecast().serialFraction()).isEqualTo(0);
        assertThat(report(task(), times, -5, null).makespan()).isZero();
    }

    @Test
    void the_critical_path_goes_back_from_the_end_by_what_ended_last() {
        SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();
        nodes.put("begin", new Plan.Vertex(task(), Set.of()));
        nodes.put("quick", new Plan.Vertex(task(), Set.of("begin")));
        nodes.put("slow", new Plan.Vertex(new Plan.Group(List.of(task(), task())), Set.of("begin")));
        nodes.put("end", new Plan.Vertex(task(), Set.of("quick", "slow")));
        FlowState flow = flow(new Plan.Dag(nodes));
        List<String> names =
                flow.graph().nodes().stream().map(FlowGraph.Node::name).toList();
        FlowTimings times = new FlowTimings(List.of(
                row(names.indexOf("dag.begin"), "a", 2, 1, 2, 1),
                row(names.indexOf("dag.quick"), "a", 2, 2, 4, 2),
                row(names.indexOf("dag.slow.group.0"), "b", 2, 2, 6, 4),
                row(names.indexOf("dag.slow.group.1"), "a", 2, 2, 3, 1),
                row(names.indexOf("dag.slow.group.1"), "b", 2, 3, 7, 4),
                row(names.indexOf("dag.end"), "a", 2, 8, 9, 1)));

        CriticalPath path =
                FlowReport.of(flow, times, START.plusSeconds(10), null).path();

        assertThat(path.steps())
                .extracting(CriticalPath.Step::node)
                .containsExactly("dag.begin", "dag.slow.group.1", "dag.end");
        assertThat(path.steps().get(1).first()).isEqualTo(START.plusSeconds(2));
        assertThat(path.steps().get(1).last()).isEqualTo(START.plusSeconds(7));
        assertThat(path.total()).hasSeconds(1 + 5 + 1);
    }

    @Test
    void of_a_flow_that_has_not_come_to_its_end_the_path_ends_with_what_has_run() {
        FlowReport report = report(chain(), new FlowTimings(List.of(row(0, "a", 1, 1, 2, 1))), 10, null);

        assertThat(report.path().steps()).extracting(CriticalPath.Step::node).containsExactly("chain[0]");
    }

    @Test
    void the_timeline_tells_what_each_worker_did_in_order() {
        FlowTimings times =
                new FlowTimings(List.of(row(1, "b", 1, 5, 6, 1), row(0, "a", 1, 0, 2, 1), row(1, "a", 1, 5, 7, 2)));

        assertThat(report(chain(), times, 10, null).timeline())
                .extracting(FlowReport.Work::node, work -> work.row().worker())
                .containsExactly(tuple("chain[0]", "a"), tuple("chain[1]", "a"), tuple("chain[1]", "b"));
    }

    @Test
    void a_flow_that_has_ended_is_over_whenever_it_is_asked_about() {
        FlowState ended = flow(task()).ended(Phase.SUCCESS, START.plusSeconds(4));

        assertThat(FlowReport.of(ended, FlowTimings.NONE, START.plusSeconds(100), null)
                        .makespan())
                .hasSeconds(4);
    }

    private static FlowReport report(Plan plan, FlowTimings times, long seconds, @Nullable Duration serial) {
        return FlowReport.of(flow(plan), times, START.plusSeconds(seconds), serial);
    }

    private static FlowState flow(Plan plan) {
        return FlowState.of(TaskId.random(), plan, START, null);
    }

    private static Plan task() {
        return new Plan.Task(Signature.of("t"));
    }

    private static Plan chain() {
        return new Plan.Chain(List.of(task(), task()));
    }

    /** Seconds after the start, and of work. */
    private static Row row(int node, String worker, int slots, long first, long last, long busy) {
        return new Row(
                node,
                worker,
                slots,
                1,
                1,
                Duration.ofSeconds(busy),
                Duration.ofSeconds(busy),
                Duration.ZERO,
                START.plusSeconds(first),
                START.plusSeconds(last));
    }
}

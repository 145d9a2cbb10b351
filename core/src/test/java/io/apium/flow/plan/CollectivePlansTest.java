package io.apium.flow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.flow.plan.FlowGraph.Node;
import io.apium.flow.plan.FlowGraph.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectivePlansTest {

    private static final ItemSource NUMBERS = new ItemSource.Range(0, 100, 1);

    @Test
    void an_all_reduce_tells_every_value_the_total() {
        Plan.Joining sum = new Plan.Joining(Signature.of("sum"), 10);

        FlowGraph graph = FlowGraph.of(CollectivePlans.allReduce(sum, NUMBERS, Signature.of("share", "of")));

        Node each = graph.nodes().get(graph.end());
        assertThat(graph.nodes()).hasSize(2);
        assertThat(each.after()).isEqualTo(Set.of(0));
        assertThat(each.operation()).isInstanceOfSatisfying(Operation.ForEach.class, spread -> {
            assertThat(spread.mapSpec().over()).isEqualTo(NUMBERS);
            assertThat(spread.mapSpec().task())
                    .isEqualTo(Signature.of("share", "of", new Plan.Reference("all-reduce.total")));
            assertThat(spread.references()).isEqualTo(Map.of("all-reduce.total", 0));
        });
    }

    @Test
    void a_scan_moves_each_slice_by_what_came_before_it() {
        FlowGraph graph = FlowGraph.of(CollectivePlans.scan(Signature.of("sum", 1), NUMBERS, 4));

        assertThat(graph.nodes())
                .extracting(CollectivePlansTest::task)
                .containsExactly(CollectivePlans.SCAN, CollectivePlans.OFFSETS, CollectivePlans.SHIFT);
        assertThat(graph.end()).isEqualTo(2);
        assertThat(graph.nodes().get(2).operation()).isInstanceOfSatisfying(Operation.ForEach.class, shifted -> {
            assertThat(shifted.source()).isEqualTo(1);
            assertThat(shifted.mapSpec().task().kwargs())
                    .isEqualTo(Map.of("task", Map.of("task", "sum", "args", List.of(1), "kwargs", Map.of())));
        });
    }

    @Test
    void what_came_before_is_nothing_that_could_be_gone_over_twice() {
        Plan scan = CollectivePlans.scan(Signature.of("sum"), new ItemSource.Previous(), 4);
        Plan chain = new Plan.Chain(List.of(new Plan.Task(Signature.of("list")), scan));

        assertThatThrownBy(() -> FlowGraph.of(chain))
                .isInstanceOfSatisfying(
                        InvalidPlanException.class,
                        wrong -> assertThat(wrong.where()).isEqualTo("chain[1].dag.scan.local.scatter"))
                .hasMessageContaining("no previous step");
    }

    private static String task(Node node) {
        return switch (node.operation()) {
            case Operation.Run run -> run.call().task();
            case Operation.ForEach spread -> spread.mapSpec().task().task();
            case Operation.Gather _ -> "gather";
        };
    }
}

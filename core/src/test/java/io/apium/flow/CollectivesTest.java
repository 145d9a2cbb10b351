package io.apium.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.flow.Graph.Node;
import io.apium.flow.Graph.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectivesTest {

    private static final Source NUMBERS = new Source.Range(0, 100, 1);

    @Test
    void an_all_reduce_tells_every_value_the_total() {
        Plan.Joining sum = new Plan.Joining(Signature.of("sum"), 10);

        Graph graph = Graph.of(Collectives.allReduce(sum, NUMBERS, Signature.of("share", "of")));

        Node each = graph.nodes().get(graph.end());
        assertThat(graph.nodes()).hasSize(2);
        assertThat(each.after()).isEqualTo(Set.of(0));
        assertThat(each.work()).isInstanceOfSatisfying(Work.Spread.class, spread -> {
            assertThat(spread.spreading().over()).isEqualTo(NUMBERS);
            assertThat(spread.spreading().task())
                    .isEqualTo(Signature.of("share", "of", new Plan.Reference("all-reduce.total")));
            assertThat(spread.references()).isEqualTo(Map.of("all-reduce.total", 0));
        });
    }

    @Test
    void a_scan_moves_each_slice_by_what_came_before_it() {
        Graph graph = Graph.of(Collectives.scan(Signature.of("sum", 1), NUMBERS, 4));

        assertThat(graph.nodes())
                .extracting(CollectivesTest::task)
                .containsExactly(Collectives.SCAN, Collectives.OFFSETS, Collectives.SHIFT);
        assertThat(graph.end()).isEqualTo(2);
        assertThat(graph.nodes().get(2).work()).isInstanceOfSatisfying(Work.Spread.class, shifted -> {
            assertThat(shifted.source()).isEqualTo(1);
            assertThat(shifted.spreading().task().kwargs())
                    .isEqualTo(Map.of("task", Map.of("task", "sum", "args", List.of(1), "kwargs", Map.of())));
        });
    }

    @Test
    void what_came_before_is_nothing_that_could_be_gone_over_twice() {
        Plan scan = Collectives.scan(Signature.of("sum"), new Source.Previous(), 4);
        Plan chain = new Plan.Chain(List.of(new Plan.Task(Signature.of("list")), scan));

        assertThatThrownBy(() -> Graph.of(chain))
                .isInstanceOfSatisfying(
                        InvalidPlanException.class,
                        wrong -> assertThat(wrong.where()).isEqualTo("chain[1].dag.scan.local.scatter"))
                .hasMessageContaining("nothing before it");
    }

    private static String task(Node node) {
        return switch (node.work()) {
            case Work.Run run -> run.call().task();
            case Work.Spread spread -> spread.spreading().task().task();
            case Work.Gather _ -> "gather";
        };
    }
}

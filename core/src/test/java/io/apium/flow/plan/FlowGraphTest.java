package io.apium.flow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.flow.plan.FlowGraph.Node;
import io.apium.flow.plan.FlowGraph.Operation;
import io.apium.flow.plan.Plan.Reference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowGraphTest {

    @Test
    void a_chain_is_given_what_came_before() {
        FlowGraph graph = FlowGraph.of(new Plan.Chain(List.of(task("a"), task("b"))));

        assertThat(graph.end()).isEqualTo(1);
        assertThat(graph.nodes())
                .containsExactly(
                        new Node(
                                "chain[0]",
                                new Operation.Run(Signature.of("a"), null, Map.of()),
                                Set.of(),
                                FailurePolicy.NONE),
                        new Node(
                                "chain[1]",
                                new Operation.Run(Signature.of("b"), 0, Map.of()),
                                Set.of(0),
                                FailurePolicy.NONE));
    }

    @Test
    void a_chord_has_its_header_gathered_for_its_body() {
        FlowGraph graph = FlowGraph.of(new Plan.Chord(new Plan.Group(List.of(task("a"), task("b"))), task("c")));

        assertThat(graph.nodes().get(2).operation()).isEqualTo(new Operation.Gather(List.of(0, 1), null));
        assertThat(graph.nodes().get(2).after()).containsExactlyInAnyOrder(0, 1);
        assertThat(graph.nodes().get(graph.end()).operation())
                .isEqualTo(new Operation.Run(Signature.of("c"), 2, Map.of()));
    }

    @Test
    void a_dag_is_laid_in_the_order_of_what_its_nodes_ask_for() {
        FlowGraph graph = FlowGraph.of(dag(Map.of(
                "sum", vertex(new Plan.Task(Signature.of("add", new Reference("one"), List.of(new Reference("two"))))),
                "one", vertex(task("a")),
                "two", vertex(task("b"), "one"))));

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("dag.one", "dag.two", "dag.sum");
        assertThat(graph.nodes().get(2).after()).containsExactlyInAnyOrder(0, 1);
        assertThat(graph.end()).isEqualTo(2);
    }

    @Test
    void several_ends_of_a_dag_are_one_value_by_name() {
        FlowGraph graph = FlowGraph.of(dag(Map.of("a", vertex(task("a")), "b", vertex(task("b")))));

        assertThat(graph.nodes().get(graph.end()).operation())
                .isEqualTo(new Operation.Gather(List.of(0, 1), List.of("a", "b")));
    }

    @Test
    void an_inner_dag_may_ask_for_a_node_of_an_outer_one() {
        FlowGraph graph = FlowGraph.of(dag(Map.of(
                "a", vertex(task("a")),
                "b", vertex(dag(Map.of("c", vertex(new Plan.Task(Signature.of("c", new Reference("a"))))))))));

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("dag.a", "dag.b.dag.c");
        assertThat(graph.nodes().get(1).after()).containsExactly(0);
    }

    @Test
    void a_cycle_is_named() {
        assertThatThrownBy(() -> FlowGraph.of(dag(
                        Map.of("a", vertex(task("a"), "c"), "b", vertex(task("b"), "a"), "c", vertex(task("c"), "b")))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("dag: the nodes wait for each other in a cycle: a → c → b → a");
    }

    @Test
    void what_is_not_there_is_named() {
        assertThatThrownBy(() -> FlowGraph.of(dag(Map.of("a", vertex(task("a"), "x")))))
                .hasMessage("dag: no node 'x' in a surrounding dag");
        assertThatThrownBy(() -> FlowGraph.of(new Plan.Task(Signature.of("a", new Reference("x")))))
                .hasMessage("no node 'x' in a surrounding dag");
        assertThatThrownBy(() -> FlowGraph.of(
                        new Plan.Map(Signature.of("a"), new ItemSource.Previous(), null, 64, null, FailurePolicy.NONE)))
                .hasMessage("map: no previous step whose result could be the items");
    }

    @Test
    void a_plan_is_neither_too_deep_nor_too_large() {
        Plan deep = task("a");
        for (int i = 0; i <= FlowGraph.DEPTH_MAX; i++) {
            deep = new Plan.Chain(List.of(deep));
        }
        Plan large = new Plan.Group(Collections.nCopies(FlowGraph.NODES_MAX, task("a")));
        Plan tooDeep = deep;

        assertThatThrownBy(() -> FlowGraph.of(tooDeep)).hasMessageContaining("at most 32 plans deep");
        assertThatThrownBy(() -> FlowGraph.of(large)).hasMessageContaining("at most 2000 nodes");
    }

    private static Plan.Task task(String name) {
        return new Plan.Task(Signature.of(name));
    }

    private static Plan.Vertex vertex(Plan plan, String... after) {
        return new Plan.Vertex(plan, Set.of(after));
    }

    private static Plan.Dag dag(Map<String, Plan.Vertex> nodes) {
        SequencedMap<String, Plan.Vertex> sorted = new LinkedHashMap<>();
        nodes.keySet().stream().sorted().forEach(name -> sorted.put(name, nodes.get(name)));
        return new Plan.Dag(sorted);
    }
}

package io.apium.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Plan.Joining;
import io.apium.flow.Plan.Reference;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvanceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Joining WORDS = new Joining(Signature.of("words"), 3);

    @Test
    void a_chain_of_a_chord_comes_to_one_value() {
        Plan plan = new Plan.Chain(List.of(
                word("a"),
                new Plan.Chord(new Plan.Group(List.of(word("b"), word("c"))), new Plan.Task(Signature.of("words"))),
                word("d")));

        assertThat(new ToyWorld(1).run(plan)).isEqualTo("abacd");
    }

    @Test
    void a_dag_gives_each_node_what_it_asks_for() {
        SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();
        Signature both = Signature.of("words", List.of(new Reference("y"), new Reference("x")));
        nodes.put("z", new Plan.Vertex(new Plan.Task(both), Set.of()));
        nodes.put("x", new Plan.Vertex(word("x"), Set.of()));
        nodes.put("y", new Plan.Vertex(word("y"), Set.of("x")));

        assertThat(new ToyWorld(1).run(new Plan.Dag(nodes))).isEqualTo("yx");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 7, 64, 1_000, 4_321})
    void a_reduce_keeps_the_order_of_the_items_whoever_ends_first(long items) {
        Plan plan = new Plan.Map(Signature.of("number"), new Source.Range(0, items, 1), 5, 16, WORDS, Policy.NONE);
        String inOrder = LongStream.range(0, items).mapToObj(i -> i + ";").collect(Collectors.joining());

        for (int seed = 0; seed < 5; seed++) {
            ToyWorld world = new ToyWorld(seed);

            assertThat(world.run(plan)).isEqualTo(inOrder);
            assertThat(world.mostParts()).as("parts in flight").isLessThanOrEqualTo(16);
            assertThat(world.mostSpans()).as("what is kept of a map").isLessThan(120);
        }
    }

    @Test
    void a_step_that_is_taken_twice_sends_the_same() {
        Flow flow = Flow.of(new TaskId("f"), word("a"), NOW, null);

        Advance.Result one = Advance.of(flow, new Records(Map.of(), Set.of()), Times.NONE, NOW);
        Advance.Result two = Advance.of(flow, new Records(Map.of(), Set.of()), Times.NONE, NOW.plusSeconds(5));

        assertThat(two.owed().getFirst().messages().getFirst().id())
                .isEqualTo(one.owed().getFirst().messages().getFirst().id());
        assertThat(two.flow()).isEqualTo(one.flow());
    }

    @Test
    void a_task_that_fails_fails_the_flow() {
        Flow flow =
                new ToyWorld(1).ran(new Plan.Chain(List.of(word("a"), new Plan.Task(Signature.of("fail")), word("b"))));

        assertThat(flow.phase()).isEqualTo(Phase.FAILURE);
        assertThat(flow.fault()).isNotNull();
    }

    private static Plan.Task word(String word) {
        return new Plan.Task(Signature.of("word", word));
    }
}

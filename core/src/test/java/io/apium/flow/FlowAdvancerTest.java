package io.apium.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.MapSpec;
import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plan.Joining;
import io.apium.flow.plan.Plan.Reference;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowAdvancerTest {

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
        Plan plan = new Plan.Map(
                Signature.of("number"), new ItemSource.Range(0, items, 1), 5, 16, WORDS, FailurePolicy.NONE);
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
        FlowState flow = FlowState.of(new TaskId("f"), word("a"), NOW, null);

        FlowAdvancer.Result one = FlowAdvancer.of(flow, new TaskRecords(Map.of(), Set.of()), FlowTimings.NONE, NOW);
        FlowAdvancer.Result two =
                FlowAdvancer.of(flow, new TaskRecords(Map.of(), Set.of()), FlowTimings.NONE, NOW.plusSeconds(5));

        assertThat(two.submissions().getFirst().messages().getFirst().id())
                .isEqualTo(one.submissions().getFirst().messages().getFirst().id());
        assertThat(two.flow()).isEqualTo(one.flow());
    }

    @Test
    void a_task_that_fails_fails_the_flow() {
        FlowState flow =
                new ToyWorld(1).ran(new Plan.Chain(List.of(word("a"), new Plan.Task(Signature.of("fail")), word("b"))));

        assertThat(flow.phase()).isEqualTo(Phase.FAILURE);
        assertThat(flow.error()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "3, 4", "10, 16"})
    void what_is_tried_again_runs_what_had_failed_and_no_other(int chunk, int window) {
        Plan plan = new Plan.Map(
                Signature.of("number"), new ItemSource.Range(0, 1_000, 1), chunk, window, WORDS, FailurePolicy.NONE);
        ToyWorld world = new ToyWorld(3);
        world.refuse(Set.of(432L));

        FlowState failed = world.ran(plan);
        world.refuse(Set.of());
        FlowState again = world.ran(failed.retried());

        assertThat(failed.phase()).isEqualTo(Phase.FAILURE);
        assertThat(again.phase()).isEqualTo(Phase.SUCCESS);
        assertThat(world.value(again)).isEqualTo(numbers(1_000, _ -> true));
        long first = 432L - 432L % chunk;
        world.runs()
                .forEach((item, runs) -> assertThat(runs)
                        .as("runs of " + item)
                        .isEqualTo(item >= first && item < first + chunk ? 2 : 1));
    }

    @Test
    void items_that_fail_are_left_out_or_stand_for_something_else() {
        Plan.Map skipping = new Plan.Map(
                Signature.of("number"),
                new ItemSource.Range(0, 50, 1),
                1,
                8,
                WORDS,
                new FailurePolicy(Failing.SKIP, null, null));
        FailurePolicy otherwise = new FailurePolicy(Failing.DEFAULT, new JsonText("\"x;\""), null);
        Plan.Map standing = new Plan.Map(Signature.of("number"), new ItemSource.Range(0, 5, 1), 1, 8, WORDS, otherwise);
        ToyWorld world = new ToyWorld(4);
        world.refuse(Set.of(0L, 3L, 4L));

        assertThat(world.run(skipping)).isEqualTo(numbers(50, item -> item != 0 && item != 3 && item != 4));
        ToyWorld other = new ToyWorld(5);
        other.refuse(Set.of(3L));
        assertThat(other.run(standing)).isEqualTo("0;1;2;x;4;");
    }

    @Test
    void a_node_that_fails_may_be_skipped_or_have_a_default() {
        Plan.Task skipped = new Plan.Task(Signature.of("fail"), new FailurePolicy(Failing.SKIP, null, null));
        Plan.Task standing =
                new Plan.Task(Signature.of("fail"), new FailurePolicy(Failing.DEFAULT, new JsonText("\"d\""), null));
        Plan plan = new Plan.Chord(
                new Plan.Group(List.of(word("a"), skipped, standing)), new Plan.Task(Signature.of("words")));

        assertThat(new ToyWorld(1).run(plan)).isEqualTo("ad");
    }

    @Test
    void a_flow_that_fails_undoes_what_had_ended_the_last_first() {
        FailurePolicy first = new FailurePolicy(Failing.FAIL, null, Signature.of("undo1"));
        FailurePolicy second = new FailurePolicy(Failing.FAIL, null, Signature.of("undo2"));
        Plan plan = new Plan.Chain(List.of(
                new Plan.Task(Signature.of("word", "a"), first),
                new Plan.Task(Signature.of("word", "b"), second),
                new Plan.Task(Signature.of("fail"))));
        ToyWorld world = new ToyWorld(1);

        FlowState flow = world.ran(plan);

        assertThat(flow.phase()).isEqualTo(Phase.FAILURE);
        assertThat(flow.nodeStates()).startsWith(NodeState.COMPENSATED, NodeState.COMPENSATED);
        assertThat(world.performed()).containsExactly("word", "word", "fail", "undo2", "undo1");
    }

    @Test
    void a_map_over_what_is_no_list_fails_its_flow_and_not_the_step() {
        SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();
        nodes.put("x", new Plan.Vertex(word("x"), Set.of()));
        nodes.put("y", new Plan.Vertex(word("y"), Set.of()));
        Plan.Map map =
                new Plan.Map(Signature.of("number"), new ItemSource.Previous(), 5, 16, WORDS, FailurePolicy.NONE);

        FlowState flow = new ToyWorld(1).ran(new Plan.Chain(List.of(new Plan.Dag(nodes), map)));

        assertThat(flow.phase()).isEqualTo(Phase.FAILURE);
        assertThat(flow.error().message()).isEqualTo("the items of a map must be a list");
    }

    @Test
    void a_paused_flow_begins_nothing_and_a_revoked_one_ends() {
        FlowState paused = FlowState.of(new TaskId("f"), word("a"), NOW, null).paused();
        TaskRecords nothing = new TaskRecords(Map.of(), Set.of());

        FlowAdvancer.Result stays = FlowAdvancer.of(paused, nothing, FlowTimings.NONE, NOW);
        FlowAdvancer.Result ends = FlowAdvancer.of(paused.revoked(), nothing, FlowTimings.NONE, NOW);

        assertThat(stays.flow()).isEqualTo(paused);
        assertThat(stays.submissions()).isEmpty();
        assertThat(ends.flow().phase()).isEqualTo(Phase.REVOKED);
        assertThat(ends.outcome()).isInstanceOf(Outcome.Revoked.class);
    }

    @Test
    void parts_grow_to_a_tenth_of_a_second_but_not_in_one_step() {
        Plan.Map map = new Plan.Map(
                Signature.of("number"), new ItemSource.Range(0, 1_000_000, 1), null, 16, WORDS, FailurePolicy.NONE);
        MapSpec mapSpec = MapSpec.of(map);
        MapProgress first = MapProgress.of(1_000_000, mapSpec.firstChunk(1_000_000));

        assertThat(first.chunk()).isEqualTo(1);
        assertThat(mapSpec.nextChunk(first.chunk(), first.size(), null)).isEqualTo(1);
        assertThat(mapSpec.nextChunk(first.chunk(), first.size(), 1e-6)).isEqualTo(16);
        assertThat(mapSpec.nextChunk(5_000, first.size(), 1e-4)).isEqualTo(1_000);
        assertThat(mapSpec.nextChunk(50_000, first.size(), 1e-6))
                .as("several windows of parts")
                .isEqualTo(31_250);
    }

    private static String numbers(long end, LongPredicate which) {
        return LongStream.range(0, end).filter(which).mapToObj(i -> i + ";").collect(Collectors.joining());
    }

    private static Plan.Task word(String word) {
        return new Plan.Task(Signature.of("word", word));
    }
}

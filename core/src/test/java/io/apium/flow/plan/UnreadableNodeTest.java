package io.apium.flow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.ToyWorld;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.flow.plan.Plan.Joining;
import io.apium.flow.plan.Plan.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The record of any task of any kind of flow cannot be read: the flow ends, and says why where the record mattered. */
class UnreadableNodeTest {

    private static final Joining WORDS = new Joining(Signature.of("words"), 3);

    static Stream<Arguments> damages() {
        return plans().entrySet().stream().flatMap(plan -> {
            ToyWorld whole = new ToyWorld(7);
            whole.ran(plan.getValue());
            return IntStream.range(0, whole.performed().size()).mapToObj(nth -> Arguments.of(plan.getKey(), nth));
        });
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_flow_with_a_record_that_cannot_be_read_fails_with_the_reason_or_did_not_need_it(String name, int nth) {
        ToyWorld world = new ToyWorld(7);
        world.damage(nth);

        FlowState flow = world.ran(Objects.requireNonNull(plans().get(name)));

        if (flow.phase() == Phase.FAILURE) {
            String failed = world.performed().contains("fail") ? "" : "cannot be read: damaged";
            assertThat(Objects.requireNonNull(flow.error()).message()).contains(failed);
        } else {
            assertThat(flow.phase()).isEqualTo(Phase.SUCCESS);
        }
    }

    private static Map<String, Plan> plans() {
        SequencedMap<String, Plan.Vertex> dag = new LinkedHashMap<>();
        Signature both = Signature.of("words", List.of(new Reference("y"), new Reference("x")));
        dag.put("z", new Plan.Vertex(new Plan.Task(both), Set.of()));
        dag.put("x", new Plan.Vertex(word("x"), Set.of()));
        dag.put("y", new Plan.Vertex(word("y"), Set.of("x")));
        Plan.Group group = new Plan.Group(List.of(word("b"), word("c")));
        ItemSource.Range range = new ItemSource.Range(0, 40, 1);
        FailurePolicy undone = new FailurePolicy(Failing.FAIL, null, Signature.of("undo1"));
        FailurePolicy skipped = new FailurePolicy(Failing.SKIP, null, null);
        return Map.of(
                "task", word("a"),
                "chain", new Plan.Chain(List.of(word("a"), word("b"), word("c"))),
                "group", group,
                "chord", new Plan.Chord(group, new Plan.Task(Signature.of("words"))),
                "dag", new Plan.Dag(dag),
                "reduce", new Plan.Map(Signature.of("number"), range, 5, 4, WORDS, FailurePolicy.NONE),
                "single", new Plan.Map(Signature.of("number"), range, 1, 8, WORDS, FailurePolicy.NONE),
                "skipped", new Plan.Map(Signature.of("number"), range, 5, 4, WORDS, skipped),
                "undone",
                        new Plan.Chain(List.of(
                                new Plan.Task(Signature.of("word", "a"), undone),
                                new Plan.Task(Signature.of("fail")))));
    }

    private static Plan.Task word(String word) {
        return new Plan.Task(Signature.of("word", word));
    }
}

package io.apium.brokerconfig.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Mapping;
import io.apium.flow.Mapping.Span;
import io.apium.flow.Plan;
import io.apium.flow.Plan.Joining;
import io.apium.flow.Plan.Reference;
import io.apium.flow.Plan.Vertex;
import io.apium.flow.Policy;
import io.apium.flow.Policy.Failing;
import io.apium.flow.Source;
import io.apium.flow.Stand;
import io.apium.flow.Value;
import io.apium.ledger.Course;
import io.apium.ledger.EntryKey.Kind;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.testkit.contract.Examples;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A flow is read from the ledger as it was written there, whatever it is to do and however far it has come. */
class KeptFlowsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private static final Fault FAULT = new Fault("ValueError", "builtins", List.of("'ž'", "7"), "Traceback:\n  1");
    private static final Signature TASK = Signature.of("tasks.add", 1, null, 2.5, "馬", List.of(Map.of("a", true)))
            .keyword("ключ", Map.of("deep", List.of(1, 5_000_000_000L)))
            .with(Options.NONE.withRouting(new Options.Routing(new QueueName("other"), 7)));
    private static final Joining JOINING = new Joining(Signature.of("math.sum"), 33);

    private final StateCodec codec = new StateCodec(new MessageWriter("gen1@test"));
    private final FlowCodec flows = new FlowCodec(new KeptMessage(new MessageWriter("gen1@test")));

    @ParameterizedTest
    @MethodSource("plans")
    void every_plan(Plan plan) {
        comesBack(flow(plan, List.of(Stand.WAITING)));
    }

    static Stream<Plan> plans() {
        Plan task = new Plan.Task(TASK);
        Plan.Group group = new Plan.Group(List.of(task, new Plan.Task(Signature.of("b"))));
        SequencedMap<String, Vertex> nodes = new LinkedHashMap<>();
        nodes.put("z.1", new Vertex(task, Set.of("a-2", "b_3")));
        nodes.put("a-2", new Vertex(group, Set.of()));
        Signature asking = Signature.of("t", new Reference("a-2"), List.of(new Reference("a-2")))
                .keyword("deep", Map.of("in", new Reference("z.1")));
        nodes.put("b_3", new Vertex(new Plan.Task(asking), Set.of()));
        return Stream.of(
                task,
                new Plan.Chain(List.of(task, group, task)),
                group,
                new Plan.Group(List.of()),
                new Plan.Chord(group, new Plan.Chain(List.of(task))),
                map(new Source.Range(10, -10, -3), null, null),
                new Plan.Scatter(TASK, new Source.Previous(), 8, Policy.NONE),
                new Plan.Reduce(JOINING, new Source.Result("a"), Policy.NONE),
                new Plan.Dag(nodes));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void every_source(Source source) {
        comesBack(flow(map(source, 5_000, JOINING), List.of(Stand.WAITING)));
    }

    static Stream<Source> sources() {
        return Stream.of(
                new Source.Range(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, 7),
                new Source.Items(List.of()),
                new Source.Items(Arrays.asList(1, null, "a", List.of(2), Map.of("b", false))),
                new Source.Lines("sha256:" + "0a".repeat(32), 5_000_000_000L, false),
                new Source.Lines("sha256:" + "0a".repeat(32), 0, true),
                new Source.Previous(),
                new Source.Result("node"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void every_policy(Policy policy) {
        Plan all = new Plan.Chain(List.of(
                new Plan.Task(TASK, policy),
                new Plan.Map(TASK, new Source.Range(0, 9, 1), null, 64, null, policy),
                new Plan.Scatter(TASK, new Source.Previous(), 2, policy),
                new Plan.Reduce(JOINING, new Source.Previous(), policy)));

        comesBack(flow(all, List.of(Stand.WAITING)));
    }

    static Stream<Policy> policies() {
        return Stream.of(
                Policy.NONE,
                new Policy(Failing.FAIL, null, TASK),
                new Policy(Failing.SKIP, null, null),
                new Policy(Failing.SKIP, null, Signature.of("undo")),
                new Policy(Failing.DEFAULT, Payload.NULL, null),
                new Policy(Failing.DEFAULT, Examples.INTRICATE, Signature.of("undo", 1)));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void every_stand_and_value(Stand stand) {
        comesBack(flow(new Plan.Task(TASK), List.of(Stand.WAITING, stand)));
    }

    static Stream<Stand> stands() {
        SequencedMap<String, Value> named = new LinkedHashMap<>();
        named.put("z", new Value.Result(TaskId.random()));
        named.put("a", new Value.Many(List.of(new Value.Absent(), new Value.Known(Examples.INTRICATE))));
        return Stream.of(
                Stand.WAITING,
                new Stand.Called(TaskId.random(), 3),
                new Stand.Spread(new Mapping(0, 0, 1, List.of())),
                new Stand.Spread(mapping()),
                new Stand.Ended(new Value.Known(Payload.NULL)),
                new Stand.Ended(new Value.Absent()),
                new Stand.Ended(new Value.Many(List.of())),
                new Stand.Ended(new Value.Named(named)),
                new Stand.Failed(FAULT, null),
                new Stand.Failed(new Fault("E", "m", List.of(), null), mapping()),
                new Stand.Undoing(TaskId.random()),
                Stand.UNDONE);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void every_phase_with_and_without_what_may_be_missing(Phase phase) {
        Flow bare = flow(new Plan.Task(TASK), List.of());
        Flow full = new Flow(
                Examples.intricate(Examples.queue()),
                bare.plan(),
                4,
                Flow.DEPTH_MAX,
                bare.stands(),
                phase,
                NOW,
                NOW.plusSeconds(60),
                NOW.plusNanos(1),
                FAULT);

        comesBack(new Flow(bare.origin(), bare.plan(), 1, 0, bare.stands(), phase, NOW, null, null, null));
        comesBack(full);
    }

    @Test
    void what_no_version_has_written_is_refused() {
        String written = codec.write(new Course(flow(new Plan.Task(TASK), List.of(Stand.WAITING))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read(Kind.FLOW, written.replace("[[\"W\"]]", "[[\"?\"]]")))
                .withMessageContaining("?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read(Kind.FLOW, written.replace("\"plan\":{\"task\"", "\"plan\":{\"what\"")))
                .withMessageContaining("what");
    }

    /** Not through the ledger's codec, which refuses a flow that does not fit its plan. */
    private void comesBack(Flow flow) {
        String written = Json.text(flows.tree(flow));

        Flow read = flows.read(Fields.of(Json.read(written), "a flow"));

        assertThat(read).isEqualTo(flow);
        assertThat(Json.text(flows.tree(read))).isEqualTo(written);
    }

    private static Plan map(Source over, @Nullable Integer chunk, @Nullable Joining reduce) {
        return new Plan.Map(TASK, over, chunk, 17, reduce, Policy.NONE);
    }

    /** A join of a join, a batch, a lone part and one that is left out. */
    private static Mapping mapping() {
        Span low = new Span(0, 10, TaskId.random(), 1, 0, 1, true, List.of());
        Span high = new Span(10, 20, TaskId.random(), Span.BARE, 0, 2, true, List.of());
        Span inner = new Span(0, 20, TaskId.random(), 2, 0, 2, true, List.of(low, high));
        Span join = new Span(0, 20, TaskId.random(), 3, 0, 2, false, List.of(inner));
        Span batch = new Span(20, 5_000_000_000L, TaskId.random(), 0, 1_000, 1, false, List.of());
        Span part = new Span(5_000_000_000L, 5_000_000_001L, TaskId.random(), Span.BARE, 0, 1, true, List.of());
        Span left = new Span(5_000_000_001L, 5_000_000_002L, TaskId.random(), Span.EMPTY, 0, 1, true, List.of());
        return new Mapping(6_000_000_000L, 5_000_000_002L, 1_000, List.of(join, batch, part, left));
    }

    private static Flow flow(Plan plan, List<Stand> stands) {
        Flow begun = Flow.of(TaskId.random(), new Plan.Task(TASK), NOW, null);
        return new Flow(begun.origin(), plan, 1, 0, stands, Phase.RUNNING, NOW, null, null, null);
    }
}

package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.record.FlowCodec;
import io.apium.adapter.record.StoredMessageCodec;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.MapProgress;
import io.apium.flow.MapProgress.Span;
import io.apium.flow.NodeState;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.NodeValue;
import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plan.Joining;
import io.apium.flow.plan.Plan.Reference;
import io.apium.flow.plan.Plan.Vertex;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.FlowEntry;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.testkit.contract.TaskExamples;
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
    private static final TaskError FAULT =
            new TaskError("ValueError", "builtins", List.of("'ž'", "7"), "Traceback:\n  1");
    private static final Signature TASK = Signature.of("tasks.add", 1, null, 2.5, "馬", List.of(Map.of("a", true)))
            .keyword("ключ", Map.of("deep", List.of(1, 5_000_000_000L)))
            .with(TaskOptions.NONE.withRouting(new TaskOptions.Routing(new QueueName("other"), 7)));
    private static final Joining JOINING = new Joining(Signature.of("math.sum"), 33);

    private final EntryCodec codec = new EntryCodec(new MessageWriter("gen1@test"));
    private final FlowCodec flows = new FlowCodec(new StoredMessageCodec(new MessageWriter("gen1@test")));

    @ParameterizedTest
    @MethodSource("plans")
    void every_plan(Plan plan) {
        comesBack(flow(plan, List.of(NodeState.WAITING)));
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
                map(new ItemSource.Range(10, -10, -3), null, null),
                new Plan.Scatter(TASK, new ItemSource.Previous(), 8, FailurePolicy.NONE),
                new Plan.Reduce(JOINING, new ItemSource.Result("a"), FailurePolicy.NONE),
                new Plan.Dag(nodes));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void every_source(ItemSource source) {
        comesBack(flow(map(source, 5_000, JOINING), List.of(NodeState.WAITING)));
    }

    static Stream<ItemSource> sources() {
        return Stream.of(
                new ItemSource.Range(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, 7),
                new ItemSource.Items(List.of()),
                new ItemSource.Items(Arrays.asList(1, null, "a", List.of(2), Map.of("b", false))),
                new ItemSource.Lines("sha256:" + "0a".repeat(32), 5_000_000_000L, false),
                new ItemSource.Lines("sha256:" + "0a".repeat(32), 0, true),
                new ItemSource.Previous(),
                new ItemSource.Result("node"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void every_policy(FailurePolicy policy) {
        Plan all = new Plan.Chain(List.of(
                new Plan.Task(TASK, policy),
                new Plan.Map(TASK, new ItemSource.Range(0, 9, 1), null, 64, null, policy),
                new Plan.Scatter(TASK, new ItemSource.Previous(), 2, policy),
                new Plan.Reduce(JOINING, new ItemSource.Previous(), policy)));

        comesBack(flow(all, List.of(NodeState.WAITING)));
    }

    static Stream<FailurePolicy> policies() {
        return Stream.of(
                FailurePolicy.NONE,
                new FailurePolicy(Failing.FAIL, null, TASK),
                new FailurePolicy(Failing.SKIP, null, null),
                new FailurePolicy(Failing.SKIP, null, Signature.of("undo")),
                new FailurePolicy(Failing.DEFAULT, JsonText.NULL, null),
                new FailurePolicy(Failing.DEFAULT, TaskExamples.INTRICATE, Signature.of("undo", 1)));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void every_stand_and_value(NodeState nodeState) {
        comesBack(flow(new Plan.Task(TASK), List.of(NodeState.WAITING, nodeState)));
    }

    static Stream<NodeState> stands() {
        SequencedMap<String, NodeValue> named = new LinkedHashMap<>();
        named.put("z", new NodeValue.Result(TaskId.random()));
        named.put(
                "a", new NodeValue.Many(List.of(new NodeValue.Absent(), new NodeValue.Known(TaskExamples.INTRICATE))));
        return Stream.of(
                NodeState.WAITING,
                new NodeState.Running(TaskId.random(), 3),
                new NodeState.Mapping(new MapProgress(0, 0, 1, List.of())),
                new NodeState.Mapping(mapping()),
                new NodeState.Ended(new NodeValue.Known(JsonText.NULL)),
                new NodeState.Ended(new NodeValue.Absent()),
                new NodeState.Ended(new NodeValue.Many(List.of())),
                new NodeState.Ended(new NodeValue.Named(named)),
                new NodeState.Failed(FAULT, null),
                new NodeState.Failed(new TaskError("E", "m", List.of(), null), mapping()),
                new NodeState.Compensating(TaskId.random()),
                NodeState.COMPENSATED);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void every_phase_with_and_without_what_may_be_missing(Phase phase) {
        FlowState bare = flow(new Plan.Task(TASK), List.of());
        FlowState full = new FlowState(
                TaskExamples.intricate(TaskExamples.queue()),
                bare.plan(),
                4,
                FlowState.DEPTH_MAX,
                bare.nodeStates(),
                phase,
                NOW,
                NOW.plusSeconds(60),
                NOW.plusNanos(1),
                FAULT);

        comesBack(new FlowState(bare.origin(), bare.plan(), 1, 0, bare.nodeStates(), phase, NOW, null, null, null));
        comesBack(full);
    }

    @Test
    void what_no_version_has_written_is_refused() {
        String written = codec.write(new FlowEntry(flow(new Plan.Task(TASK), List.of(NodeState.WAITING))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read(Kind.FLOW, written.replace("[[\"W\"]]", "[[\"?\"]]")))
                .withMessageContaining("?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read(Kind.FLOW, written.replace("\"plan\":{\"task\"", "\"plan\":{\"what\"")))
                .withMessageContaining("what");
    }

    /** Not through the ledger's codec, which refuses a flow that does not fit its plan. */
    private void comesBack(FlowState flow) {
        String written = PythonJson.text(flows.tree(flow));

        FlowState read = flows.read(UntrustedFields.of(PythonJson.read(written), "a flow"));

        assertThat(read).isEqualTo(flow);
        assertThat(PythonJson.text(flows.tree(read))).isEqualTo(written);
    }

    private static Plan map(ItemSource over, @Nullable Integer chunk, @Nullable Joining reduce) {
        return new Plan.Map(TASK, over, chunk, 17, reduce, FailurePolicy.NONE);
    }

    /** A join of a join, a batch, a lone part and one that is left out. */
    private static MapProgress mapping() {
        Span low = new Span(0, 10, TaskId.random(), 1, 0, 1, true, List.of());
        Span high = new Span(10, 20, TaskId.random(), Span.BARE, 0, 2, true, List.of());
        Span inner = new Span(0, 20, TaskId.random(), 2, 0, 2, true, List.of(low, high));
        Span join = new Span(0, 20, TaskId.random(), 3, 0, 2, false, List.of(inner));
        Span batch = new Span(20, 5_000_000_000L, TaskId.random(), 0, 1_000, 1, false, List.of());
        Span part = new Span(5_000_000_000L, 5_000_000_001L, TaskId.random(), Span.BARE, 0, 1, true, List.of());
        Span left = new Span(5_000_000_001L, 5_000_000_002L, TaskId.random(), Span.EMPTY, 0, 1, true, List.of());
        return new MapProgress(6_000_000_000L, 5_000_000_002L, 1_000, List.of(join, batch, part, left));
    }

    private static FlowState flow(Plan plan, List<NodeState> nodeStates) {
        FlowState begun = FlowState.of(TaskId.random(), new Plan.Task(TASK), NOW, null);
        return new FlowState(begun.origin(), plan, 1, 0, nodeStates, Phase.RUNNING, NOW, null, null, null);
    }
}

package io.apium.flow;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.plan.FlowBounds;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.InvalidPlanException;
import io.apium.flow.plan.Plan;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A flow: its plan and the state of each node.
 *
 * @param origin the task that the flow replaces and whose id it has: when the flow ends, this task ends, and its
 *     callbacks are published
 * @param attempt 1, and one more for each retry of the flow
 * @param depth the number of flows around this one, each in place of a task, plus one
 * @param nodeStates of the plan's graph, in the order of its nodes
 * @param deadline when the flow fails unless it has ended, or null
 * @param endedAt null while it runs
 * @param error why it has failed or is being compensated, or null
 */
public record FlowState(
        TaskMessage origin,
        Plan plan,
        int attempt,
        int depth,
        List<NodeState> nodeStates,
        Phase phase,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant endedAt,
        @Nullable TaskError error) {

    /**
     * How often the scheduler reads the records of tasks whose end no worker reports, such as those on Celery workers.
     */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    public static final int DEPTH_MAX = FlowBounds.FLOWS_IN_FLOWS.intMax();

    /** The task name of a flow that a client started, rather than a task. */
    public static final String TASK = "apium.flow";

    /** The error of a revoked flow. */
    static final TaskError REVOKED = TaskError.revoked("revoked");

    /** The phase of the whole flow. */
    public enum Phase {
        RUNNING,
        PAUSED,
        SUCCESS,
        FAILURE,
        REVOKED
    }

    public FlowState {
        nodeStates = List.copyOf(nodeStates);
        if (depth > DEPTH_MAX) {
            throw new InvalidPlanException(
                    "", "flows that replace tasks of flows must be at most " + DEPTH_MAX + " deep");
        }
    }

    /** @throws InvalidPlanException when no graph can be made of the plan */
    public static FlowState of(TaskId id, Plan plan, Instant now, @Nullable Instant deadline) {
        Signature nothing = Signature.of(TASK);
        Signature named = nothing.with(nothing.options().withId(id));
        return begun(new TaskMessage(id, id, null, 0, null, null, named, List.of()), plan, 1, now, deadline);
    }

    /**
     * A flow in place of a task whose handler has returned a plan.
     *
     * @throws InvalidPlanException when no graph can be made of the plan, or the flow is nested too deeply
     */
    public static FlowState inPlaceOf(TaskMessage task, Plan plan, Instant now) {
        int depth = task.flow().map(mark -> mark.depth() + 1).orElse(1);
        return begun(task, plan, depth, now, null);
    }

    private static FlowState begun(TaskMessage origin, Plan plan, int depth, Instant now, @Nullable Instant deadline) {
        List<NodeState> nodeStates =
                Collections.nCopies(FlowGraph.of(plan).nodes().size(), NodeState.WAITING);
        return new FlowState(origin, plan, 1, depth, nodeStates, Phase.RUNNING, now, deadline, null, null);
    }

    public TaskId id() {
        return origin.id();
    }

    public FlowGraph graph() {
        return FlowGraph.of(plan);
    }

    /** Whether a client started the flow, so that no task waits for its end. */
    public boolean isTop() {
        return origin.task().equals(TASK);
    }

    /** The tasks that were sent and are not known to have ended. */
    public Set<TaskId> open() {
        return nodeStates.stream()
                .flatMap(nodeState -> switch (nodeState) {
                    case NodeState.Running(TaskId task, int _) -> Stream.of(task);
                    case NodeState.Compensating(TaskId task) -> Stream.of(task);
                    case NodeState.Mapping(MapProgress mapProgress) ->
                        mapProgress.spans().stream()
                                .filter(span -> !span.ended())
                                .map(MapProgress.Span::task);
                    case NodeState.Waiting _, NodeState.Ended _, NodeState.Failed _, NodeState.Compensated _ ->
                        Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    /** Whether the chunk size of a running map depends on how long its items take. */
    public boolean isMeasured() {
        List<FlowGraph.Node> nodes = graph().nodes();
        return IntStream.range(0, nodeStates.size())
                .anyMatch(i -> nodeStates.get(i) instanceof NodeState.Mapping
                        && nodes.get(i).operation() instanceof FlowGraph.Operation.ForEach work
                        && work.mapSpec().isMeasured());
    }

    FlowState with(List<NodeState> changed) {
        return new FlowState(origin, plan, attempt, depth, changed, phase, startedAt, deadline, endedAt, error);
    }

    /** Starts the compensation. */
    public FlowState failing(TaskError why) {
        return new FlowState(
                origin, plan, attempt, depth, nodeStates, Phase.RUNNING, startedAt, deadline, endedAt, why);
    }

    public FlowState revoked() {
        return failing(REVOKED);
    }

    public FlowState ended(Phase as, Instant now) {
        return new FlowState(origin, plan, attempt, depth, nodeStates, as, startedAt, deadline, now, error);
    }

    /** Starts no node until the flow is {@link #resumed}. */
    public FlowState paused() {
        return in(Phase.PAUSED);
    }

    public FlowState resumed() {
        return in(Phase.RUNNING);
    }

    private FlowState in(Phase changed) {
        return new FlowState(origin, plan, attempt, depth, nodeStates, changed, startedAt, deadline, endedAt, error);
    }

    /** Failed and compensated nodes run again; all others keep their results. The retried flow has no deadline. */
    public FlowState retried() {
        List<NodeState> again = nodeStates.stream()
                .map(nodeState -> switch (nodeState) {
                    case NodeState.Failed(TaskError _, MapProgress mapProgress)
                    when mapProgress != null -> new NodeState.Mapping(mapProgress);
                    case NodeState.Failed _, NodeState.Compensating _, NodeState.Compensated _ -> NodeState.WAITING;
                    case NodeState.Waiting _, NodeState.Running _, NodeState.Mapping _, NodeState.Ended _ -> nodeState;
                })
                .toList();
        return new FlowState(origin, plan, attempt + 1, depth, again, Phase.RUNNING, startedAt, null, null, null);
    }
}

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
 * A flow at work: what it is to do and where each node of it stands.
 *
 * @param origin the task that it stands for: when the flow ends the task ends, and what follows from it is owed. Its id is
 *     the flow's
 * @param attempt 1, and one more for each time that it was told to try again
 * @param depth of how many flows this is the last, each in place of a task of the one before
 * @param nodeStates of the plan's graph, node by node
 * @param deadline when it fails if it has not ended, or null
 * @param endedAt null while it runs
 * @param error why it has failed or is on its way to that, or null
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

    /** How often it asks by itself after tasks whose end nobody tells, such as those that a Celery worker runs. */
    public static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    public static final int DEPTH_MAX = FlowBounds.FLOWS_IN_FLOWS.intMax();

    /** The name of the task that stands for a flow which nothing but a client asked for. */
    public static final String TASK = "apium.flow";

    /** Why a flow fails that was told not to go on. */
    static final TaskError REVOKED = TaskError.revoked("revoked");

    /** How it is with the whole. */
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
            throw new InvalidPlanException("", "flows in place of tasks of flows are up to " + DEPTH_MAX + " deep");
        }
    }

    /** @throws InvalidPlanException when no graph can be made of it */
    public static FlowState of(TaskId id, Plan plan, Instant now, @Nullable Instant deadline) {
        Signature nothing = Signature.of(TASK);
        Signature named = nothing.with(nothing.options().withId(id));
        return begun(new TaskMessage(id, id, null, 0, null, null, named, List.of()), plan, 1, now, deadline);
    }

    /**
     * A flow in place of a task whose handler has asked for it.
     *
     * @throws InvalidPlanException when no graph can be made of it, or it is one flow too deep
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

    /** Whether it stands for itself alone, so that nothing has followed from its end. */
    public boolean isTop() {
        return origin.task().equals(TASK);
    }

    /** The tasks that were sent and have not been seen to end. */
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

    /** Whether how long its items take decides how many of them its next parts have. */
    public boolean isMeasured() {
        List<FlowGraph.Node> nodes = graph().nodes();
        return IntStream.range(0, nodeStates.size())
                .anyMatch(i -> nodeStates.get(i) instanceof NodeState.Mapping
                        && nodes.get(i).operation() instanceof FlowGraph.Operation.Spread work
                        && work.mapSpec().isMeasured());
    }

    FlowState with(List<NodeState> changed) {
        return new FlowState(origin, plan, attempt, depth, changed, phase, startedAt, deadline, endedAt, error);
    }

    /** On its way back from now on. */
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

    /** Begins nothing until it is {@link #resumed}. */
    public FlowState paused() {
        return in(Phase.PAUSED);
    }

    public FlowState resumed() {
        return in(Phase.RUNNING);
    }

    private FlowState in(Phase changed) {
        return new FlowState(origin, plan, attempt, depth, nodeStates, changed, startedAt, deadline, endedAt, error);
    }

    /**
     * What has failed is tried once more, and what was undone is done once more; all else keeps what it came to. A deadline
     * holds no longer.
     */
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

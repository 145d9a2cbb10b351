package io.apium.flow;

import io.apium.canvas.FlowHeader;
import io.apium.canvas.Submission;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.ValueResolver.ValueLostException;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.NodeValue;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes one step of a flow: reads which tasks have ended, and decides which are sent now. The same state and records
 * give the same messages with the same ids. One instance per step.
 */
public final class FlowAdvancer {

    private final FlowState flow;
    private final FlowGraph graph;
    private final TaskRecords records;
    private final ValueResolver values;
    private final Instant now;
    private final List<NodeState> nodeStates;
    private final StepEffects stepEffects;
    private final NodeAdvancer nodeAdvancer;

    private FlowAdvancer(FlowState flow, TaskRecords records, FlowTimings times, Instant now) {
        this.flow = flow;
        this.graph = flow.graph();
        this.records = records;
        this.values = new ValueResolver(records);
        this.now = now;
        this.nodeStates = new ArrayList<>(flow.nodeStates());
        this.stepEffects = new StepEffects(flow, now);
        this.nodeAdvancer = new NodeAdvancer(flow, nodeStates, records, times, stepEffects);
    }

    /**
     * The result of a step. The effects are published before the new state is written.
     *
     * @param submissions messages to publish
     * @param forgotten tasks whose records are no longer needed
     * @param revoked the id whose tasks must not start any more, or null
     * @param outcome the outcome of the flow, or null while it has not ended
     */
    public record Result(
            FlowState flow,
            List<Submission> submissions,
            List<TaskId> forgotten,
            @Nullable TaskId revoked,
            Outcome.@Nullable Final outcome) {

        public Result {
            submissions = List.copyOf(submissions);
            forgotten = List.copyOf(forgotten);
        }
    }

    /**
     * @param records at least those of {@link FlowState#open}; when {@link TaskRecords#missing} is not empty
     *     afterwards, the caller reads those records and repeats the step
     */
    public static Result of(FlowState flow, TaskRecords records, FlowTimings times, Instant now) {
        return flow.phase() == Phase.RUNNING
                ? new FlowAdvancer(flow, records, times, now).result()
                : new Result(flow, List.of(), List.of(), null, null);
    }

    private Result result() {
        if (flow.error() != null) {
            return compensate(flow, flow.error(), null);
        }
        for (int i = 0; i < nodeStates.size(); i++) {
            nodeStates.set(i, nodeAdvancer.next(i));
        }
        if (nodeStates.get(graph.end()) instanceof NodeState.Ended(NodeValue value)) {
            return ended(value);
        }
        for (NodeState nodeState : nodeStates) {
            if (nodeState instanceof NodeState.Failed(TaskError error, MapProgress _)) {
                discardStarts();
                return compensate(flow.failing(error), error, FlowHeader.run(flow.id(), flow.attempt()));
            }
        }
        return new Result(flow.with(nodeStates), stepEffects.submissions(), stepEffects.forgotten(), null, null);
    }

    private Result ended(NodeValue value) {
        try {
            Optional<JsonText> json = values.read(value).map(ValueResolver::json);
            return json.map(whole -> new Result(
                            flow.with(nodeStates).ended(Phase.SUCCESS, now),
                            stepEffects.submissions(),
                            stepEffects.forgotten(),
                            null,
                            new Outcome.Success(whole)))
                    .orElseGet(() -> new Result(flow, List.of(), List.of(), null, null));
        } catch (ValueLostException e) {
            return compensate(flow.failing(TaskError.of(e)), TaskError.of(e), null);
        }
    }

    /** A step in which a node fails starts no node. */
    private void discardStarts() {
        for (int i = 0; i < nodeStates.size(); i++) {
            if (!(nodeStates.get(i) instanceof NodeState.Failed || nodeStates.get(i) instanceof NodeState.Ended)) {
                nodeStates.set(i, flow.nodeStates().get(i));
            }
        }
    }

    private Result compensate(FlowState failing, TaskError error, @Nullable TaskId revoked) {
        StepEffects compensationEffects = new StepEffects(flow, now);
        boolean isDone = new FlowCompensation(graph, records, compensationEffects).next(nodeStates);
        FlowState then = failing.with(nodeStates);
        boolean isCancelled = error.equals(FlowState.REVOKED);
        Outcome.Final outcome = isCancelled ? new Outcome.Revoked(error) : new Outcome.Failure(error);
        return new Result(
                isDone ? then.ended(isCancelled ? Phase.REVOKED : Phase.FAILURE, now) : then,
                compensationEffects.submissions(),
                List.of(),
                revoked,
                isDone ? outcome : null);
    }
}

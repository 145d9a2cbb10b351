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
 * One step of a flow: hears what has ended, and says what is to be sent now. Deciding the same twice sends the same under
 * the same ids. Lives for one step.
 */
public final class FlowAdvancer {

    private final FlowState flow;
    private final FlowGraph graph;
    private final TaskRecords records;
    private final ValueResolver values;
    private final Instant now;
    private final List<NodeState> nodeStates;
    private final StepEffects stepEffects;
    private final NodeAdvancer turns;

    private FlowAdvancer(FlowState flow, TaskRecords records, FlowTimings times, Instant now) {
        this.flow = flow;
        this.graph = flow.graph();
        this.records = records;
        this.values = new ValueResolver(records);
        this.now = now;
        this.nodeStates = new ArrayList<>(flow.nodeStates());
        this.stepEffects = new StepEffects(flow, now);
        this.turns = new NodeAdvancer(flow, nodeStates, records, times, stepEffects);
    }

    /**
     * What a step came to. All is paid before the flow is written.
     *
     * @param owed to be sent
     * @param forgotten tasks whose records nobody will ask for any more
     * @param revoked what nothing that has not started is to be run of any more, or null
     * @param outcome what the flow came to, or null while it has not ended
     */
    public record Result(
            FlowState flow,
            List<Submission> owed,
            List<TaskId> forgotten,
            @Nullable TaskId revoked,
            Outcome.@Nullable Final outcome) {

        public Result {
            owed = List.copyOf(owed);
            forgotten = List.copyOf(forgotten);
        }
    }

    /**
     * @param records at least those of {@link FlowState#open}; when some were {@link TaskRecords#missing} afterwards, the step is to
     *     be taken anew with them
     */
    public static Result of(FlowState flow, TaskRecords records, FlowTimings times, Instant now) {
        return flow.phase() == Phase.RUNNING
                ? new FlowAdvancer(flow, records, times, now).result()
                : new Result(flow, List.of(), List.of(), null, null);
    }

    private Result result() {
        if (flow.error() != null) {
            return back(flow, flow.error(), null);
        }
        for (int i = 0; i < nodeStates.size(); i++) {
            nodeStates.set(i, turns.next(i));
        }
        if (nodeStates.get(graph.end()) instanceof NodeState.Ended(NodeValue value)) {
            return ended(value);
        }
        for (NodeState nodeState : nodeStates) {
            if (nodeState instanceof NodeState.Failed(TaskError error, MapProgress _)) {
                unsend();
                return back(flow.failing(error), error, FlowHeader.run(flow.id(), flow.attempt()));
            }
        }
        return new Result(flow.with(nodeStates), stepEffects.launches(), stepEffects.forgotten(), null, null);
    }

    private Result ended(NodeValue value) {
        try {
            Optional<JsonText> json = values.read(value).map(ValueResolver::json);
            return json.map(whole -> new Result(
                            flow.with(nodeStates).ended(Phase.SUCCESS, now),
                            stepEffects.launches(),
                            stepEffects.forgotten(),
                            null,
                            new Outcome.Success(whole)))
                    .orElseGet(() -> new Result(flow, List.of(), List.of(), null, null));
        } catch (ValueLostException e) {
            return back(flow.failing(TaskError.of(e)), TaskError.of(e), null);
        }
    }

    /** Nothing is begun in a step in which something failed. */
    private void unsend() {
        for (int i = 0; i < nodeStates.size(); i++) {
            if (!(nodeStates.get(i) instanceof NodeState.Failed || nodeStates.get(i) instanceof NodeState.Ended)) {
                nodeStates.set(i, flow.nodeStates().get(i));
            }
        }
    }

    private Result back(FlowState failing, TaskError error, @Nullable TaskId revoked) {
        StepEffects undoing = new StepEffects(flow, now);
        boolean isDone = new FlowCompensation(graph, records, undoing).next(nodeStates);
        FlowState then = failing.with(nodeStates);
        boolean isCancelled = error.equals(FlowState.REVOKED);
        Outcome.Final outcome = isCancelled ? new Outcome.Revoked(error) : new Outcome.Failure(error);
        return new Result(
                isDone ? then.ended(isCancelled ? Phase.REVOKED : Phase.FAILURE, now) : then,
                undoing.launches(),
                List.of(),
                revoked,
                isDone ? outcome : null);
    }
}

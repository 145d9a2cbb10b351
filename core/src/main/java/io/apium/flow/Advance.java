package io.apium.flow;

import io.apium.canvas.FlowMark;
import io.apium.canvas.Launch;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Values.ValueLostException;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Payload;
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
public final class Advance {

    private final Flow flow;
    private final Graph graph;
    private final Records records;
    private final Values values;
    private final Instant now;
    private final List<Stand> stands;
    private final Owed owed;
    private final NodeTurns turns;

    private Advance(Flow flow, Records records, Times times, Instant now) {
        this.flow = flow;
        this.graph = flow.graph();
        this.records = records;
        this.values = new Values(records);
        this.now = now;
        this.stands = new ArrayList<>(flow.stands());
        this.owed = new Owed(flow, now);
        this.turns = new NodeTurns(flow, stands, records, times, owed);
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
            Flow flow,
            List<Launch> owed,
            List<TaskId> forgotten,
            @Nullable TaskId revoked,
            Outcome.@Nullable Last outcome) {

        public Result {
            owed = List.copyOf(owed);
            forgotten = List.copyOf(forgotten);
        }
    }

    /**
     * @param records at least those of {@link Flow#open}; when some were {@link Records#missing} afterwards, the step is to
     *     be taken anew with them
     */
    public static Result of(Flow flow, Records records, Times times, Instant now) {
        return flow.phase() == Phase.RUNNING
                ? new Advance(flow, records, times, now).result()
                : new Result(flow, List.of(), List.of(), null, null);
    }

    private Result result() {
        if (flow.fault() != null) {
            return back(flow, flow.fault(), null);
        }
        for (int i = 0; i < stands.size(); i++) {
            stands.set(i, turns.next(i));
        }
        if (stands.get(graph.end()) instanceof Stand.Ended(Value value)) {
            return ended(value);
        }
        for (Stand stand : stands) {
            if (stand instanceof Stand.Failed(Fault fault, Mapping _)) {
                unsend();
                return back(flow.failing(fault), fault, FlowMark.run(flow.id(), flow.attempt()));
            }
        }
        return new Result(flow.with(stands), owed.launches(), owed.forgotten(), null, null);
    }

    private Result ended(Value value) {
        try {
            Optional<Payload> payload = values.read(value).map(Values::json);
            return payload.map(whole -> new Result(
                            flow.with(stands).ended(Phase.SUCCESS, now),
                            owed.launches(),
                            owed.forgotten(),
                            null,
                            new Outcome.Success(whole)))
                    .orElseGet(() -> new Result(flow, List.of(), List.of(), null, null));
        } catch (ValueLostException e) {
            return back(flow.failing(Fault.of(e)), Fault.of(e), null);
        }
    }

    /** Nothing is begun in a step in which something failed. */
    private void unsend() {
        for (int i = 0; i < stands.size(); i++) {
            if (!(stands.get(i) instanceof Stand.Failed || stands.get(i) instanceof Stand.Ended)) {
                stands.set(i, flow.stands().get(i));
            }
        }
    }

    private Result back(Flow failing, Fault fault, @Nullable TaskId revoked) {
        Owed undoing = new Owed(flow, now);
        boolean isDone = new Undoing(graph, records, undoing).next(stands);
        Flow then = failing.with(stands);
        boolean isCancelled = fault.equals(Flow.REVOKED);
        Outcome.Last outcome = isCancelled ? new Outcome.Cancelled(fault) : new Outcome.Failure(fault);
        return new Result(
                isDone ? then.ended(isCancelled ? Phase.REVOKED : Phase.FAILURE, now) : then,
                undoing.launches(),
                List.of(),
                revoked,
                isDone ? outcome : null);
    }
}

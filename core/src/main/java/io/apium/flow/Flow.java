package io.apium.flow;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.task.Fault;
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
 * @param stands of the plan's graph, node by node
 * @param deadline when it fails if it has not ended, or null
 * @param endedAt null while it runs
 * @param fault why it has failed or is on its way to that, or null
 */
public record Flow(
        TaskMessage origin,
        Plan plan,
        int attempt,
        int depth,
        List<Stand> stands,
        Phase phase,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant endedAt,
        @Nullable Fault fault) {

    /** How often it asks by itself after tasks whose end nobody tells, such as those that a Celery worker runs. */
    public static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    public static final int DEPTH_MAX = FlowBounds.FLOWS_IN_FLOWS.intMax();

    /** The name of the task that stands for a flow which nothing but a client asked for. */
    public static final String TASK = "apium.flow";

    /** Why a flow fails that was told not to go on. */
    static final Fault REVOKED = Fault.revoked("revoked");

    /** How it is with the whole. */
    public enum Phase {
        RUNNING,
        PAUSED,
        SUCCESS,
        FAILURE,
        REVOKED
    }

    public Flow {
        stands = List.copyOf(stands);
        if (depth > DEPTH_MAX) {
            throw new InvalidPlanException("", "flows in place of tasks of flows are up to " + DEPTH_MAX + " deep");
        }
    }

    /** @throws InvalidPlanException when no graph can be made of it */
    public static Flow of(TaskId id, Plan plan, Instant now, @Nullable Instant deadline) {
        Signature nothing = Signature.of(TASK);
        Signature named = nothing.with(nothing.options().withId(id));
        return begun(new TaskMessage(id, id, null, 0, null, null, named, List.of()), plan, 1, now, deadline);
    }

    /**
     * A flow in place of a task whose handler has asked for it.
     *
     * @throws InvalidPlanException when no graph can be made of it, or it is one flow too deep
     */
    public static Flow inPlaceOf(TaskMessage task, Plan plan, Instant now) {
        int depth = task.flow().map(mark -> mark.depth() + 1).orElse(1);
        return begun(task, plan, depth, now, null);
    }

    private static Flow begun(TaskMessage origin, Plan plan, int depth, Instant now, @Nullable Instant deadline) {
        List<Stand> stands = Collections.nCopies(Graph.of(plan).nodes().size(), Stand.WAITING);
        return new Flow(origin, plan, 1, depth, stands, Phase.RUNNING, now, deadline, null, null);
    }

    public TaskId id() {
        return origin.id();
    }

    public Graph graph() {
        return Graph.of(plan);
    }

    /** Whether it stands for itself alone, so that nothing has followed from its end. */
    public boolean isTop() {
        return origin.task().equals(TASK);
    }

    /** The tasks that were sent and have not been seen to end. */
    public Set<TaskId> open() {
        return stands.stream()
                .flatMap(stand -> switch (stand) {
                    case Stand.Called(TaskId task, int _) -> Stream.of(task);
                    case Stand.Undoing(TaskId task) -> Stream.of(task);
                    case Stand.Spread(Mapping mapping) ->
                        mapping.spans().stream().filter(span -> !span.ended()).map(Mapping.Span::task);
                    case Stand.Waiting _, Stand.Ended _, Stand.Failed _, Stand.Undone _ -> Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    /** Whether how long its items take decides how many of them its next parts have. */
    public boolean isMeasured() {
        List<Graph.Node> nodes = graph().nodes();
        return IntStream.range(0, stands.size())
                .anyMatch(i -> stands.get(i) instanceof Stand.Spread
                        && nodes.get(i).work() instanceof Graph.Work.Spread work
                        && work.spreading().isMeasured());
    }

    Flow with(List<Stand> changed) {
        return new Flow(origin, plan, attempt, depth, changed, phase, startedAt, deadline, endedAt, fault);
    }

    /** On its way back from now on. */
    public Flow failing(Fault why) {
        return new Flow(origin, plan, attempt, depth, stands, Phase.RUNNING, startedAt, deadline, endedAt, why);
    }

    public Flow revoked() {
        return failing(REVOKED);
    }

    Flow ended(Phase as, Instant now) {
        return new Flow(origin, plan, attempt, depth, stands, as, startedAt, deadline, now, fault);
    }

    /** Begins nothing until it is {@link #resumed}. */
    public Flow paused() {
        return in(Phase.PAUSED);
    }

    public Flow resumed() {
        return in(Phase.RUNNING);
    }

    private Flow in(Phase changed) {
        return new Flow(origin, plan, attempt, depth, stands, changed, startedAt, deadline, endedAt, fault);
    }

    /**
     * What has failed is tried once more, and what was undone is done once more; all else keeps what it came to. A deadline
     * holds no longer.
     */
    public Flow retried() {
        List<Stand> again = stands.stream()
                .map(stand -> switch (stand) {
                    case Stand.Failed(Fault _, Mapping mapping) when mapping != null -> new Stand.Spread(mapping);
                    case Stand.Failed _, Stand.Undoing _, Stand.Undone _ -> Stand.WAITING;
                    case Stand.Waiting _, Stand.Called _, Stand.Spread _, Stand.Ended _ -> stand;
                })
                .toList();
        return new Flow(origin, plan, attempt + 1, depth, again, Phase.RUNNING, startedAt, null, null, null);
    }
}

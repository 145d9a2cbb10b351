package io.apium.flow;

import io.apium.task.Fault;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A flow at work: what it is to do and where each node of it stands.
 *
 * @param attempt 1, and one more for each time that it was told to try again
 * @param stands of the plan's graph, node by node
 * @param deadline when it fails if it has not ended, or null
 * @param endedAt null while it runs
 * @param fault why it has failed, or null
 */
public record Flow(
        TaskId id,
        Plan plan,
        int attempt,
        List<Stand> stands,
        Phase phase,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant endedAt,
        @Nullable Fault fault) {

    /** How often it asks by itself after tasks whose end nobody tells, such as those that a Celery worker runs. */
    public static final Duration ASK_AGAIN = Duration.ofSeconds(1);

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
    }

    public static Flow of(TaskId id, Plan plan, Instant now, @Nullable Instant deadline) {
        List<Stand> stands = Collections.nCopies(Graph.of(plan).nodes().size(), Stand.WAITING);
        return new Flow(id, plan, 1, stands, Phase.RUNNING, now, deadline, null, null);
    }

    public Graph graph() {
        return Graph.of(plan);
    }

    /** The tasks that were sent and have not been seen to end. */
    public Set<TaskId> open() {
        return stands.stream()
                .flatMap(stand -> switch (stand) {
                    case Stand.Called(TaskId task) -> Stream.of(task);
                    case Stand.Spread(Mapping mapping) ->
                        mapping.spans().stream().filter(span -> !span.ended()).map(Mapping.Span::task);
                    case Stand.Waiting _, Stand.Ended _, Stand.Failed _, Stand.Skipped _ -> Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    Flow with(List<Stand> changed) {
        return new Flow(id, plan, attempt, changed, phase, startedAt, deadline, endedAt, fault);
    }

    /** @param why it has failed, or null */
    public Flow ended(Phase as, Instant now, @Nullable Fault why) {
        return new Flow(id, plan, attempt, stands, as, startedAt, deadline, now, why);
    }

    /** The positions of the nodes that have failed. */
    Set<Integer> failed() {
        Set<Integer> failed = new TreeSet<>();
        for (int i = 0; i < stands.size(); i++) {
            if (stands.get(i) instanceof Stand.Failed) {
                failed.add(i);
            }
        }
        return failed;
    }
}

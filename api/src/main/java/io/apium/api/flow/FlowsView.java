package io.apium.api.flow;

import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.store.FlowIndex;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord.InProgress;
import io.apium.task.TaskRecord.State;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of flows. */
@Schema(name = "FlowsPage", description = "One page of flows, the newest first")
public record FlowsView(
        List<Line> flows,

        @Schema(description = "the path of the next page; missing on the last. A short page may have a next page")
        @Nullable
        String next) {

    /** One flow, without its result and its tasks. */
    @Schema(name = "FlowLine")
    public record Line(
            String id,

            String kind,

            String state,

            ProgressView progress,

            Instant startedAt,

            @Nullable Instant endedAt) {

        /** @param states the states of those of its tasks that have records */
        static Line of(FlowIndex.Flow flow, Map<TaskId, String> states, Map<TaskId, Instant> ends) {
            List<String> results = flow.results().stream()
                    .map(id -> states.getOrDefault(id, State.PENDING))
                    .toList();
            boolean hasEnded = results.stream().allMatch(Line::isOver);
            Collection<String> known = states.values();
            ProgressView progress = ProgressView.ofTasks(
                    flow.tasks().size(),
                    known.stream().filter(Line::isOver).count(),
                    known.stream().filter(Line::isUnsuccessful).count());
            return new Line(
                    flow.id().value(),
                    flow.kind(),
                    hasEnded ? end(results) : known.isEmpty() ? State.PENDING : InProgress.STARTED,
                    progress,
                    flow.startedAt(),
                    hasEnded
                            ? ends.values().stream()
                                    .max(Comparator.naturalOrder())
                                    .orElse(null)
                            : null);
        }

        /**
         * @param recorded the state of the task record under the id of the flow, or null without a record
         * @param endedAt the end in that record, or null
         */
        static Line of(FlowState flow, @Nullable String recorded, @Nullable Instant endedAt, FlowTimings times) {
            return new Line(
                    flow.id().value(),
                    flow.plan().kind(),
                    recorded != null && State.isFinal(recorded) ? recorded : FlowView.state(flow),
                    new FlowProgress(flow, times).view(),
                    flow.startedAt(),
                    endedAt == null ? flow.endedAt() : endedAt);
        }

        private static String end(List<String> results) {
            boolean hasFailed = results.contains(State.FAILURE) || results.contains(State.UNREADABLE);
            return hasFailed ? State.FAILURE : results.contains(State.REVOKED) ? State.REVOKED : State.SUCCESS;
        }

        private static boolean isOver(String state) {
            return State.isFinal(state) || state.equals(State.UNREADABLE);
        }

        private static boolean isUnsuccessful(String state) {
            return isOver(state) && !state.equals(State.SUCCESS);
        }
    }
}

package io.apium.api.flow;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.apium.api.json.StandardJson;
import io.apium.api.task.ErrorView;
import io.apium.canvas.Submission.PlannedTask;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.FlowTimings;
import io.apium.flow.NodeState;
import io.apium.store.FlowIndex;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.Failed;
import io.apium.task.TaskRecord.InProgress;
import io.apium.task.TaskRecord.Revoked;
import io.apium.task.TaskRecord.State;
import io.apium.task.TaskRecord.Succeeded;
import io.apium.task.TaskRecord.Unsuccessful;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A flow as a client reads it, made of its tasks' records. */
@Schema(description = "A flow; unknown fields are missing")
public record FlowView(
        String id,

        @Schema(
                allowableValues = {"task", "chain", "group", "chord", "map", "scatter", "reduce", "dag"},
                description = "dag also for allReduce and scan")
        String kind,

        @Schema(allowableValues = {"PENDING", "STARTED", "PAUSED", "SUCCESS", "FAILURE", "REVOKED"})
        String state,

        @Schema(implementation = Object.class, description = "any JSON; of a group, the list of its members' results")
        @JsonRawValue
        @Nullable
        String result,

        @Nullable ErrorView error,

        ProgressView progress,

        @Schema(description = "1 plus the number of :retry requests; missing for a canvas flow") @Nullable
        Integer attempt,

        Instant startedAt,

        @Schema(description = "the time at which the flow fails unless it has ended") @Nullable
        Instant deadline,

        @Nullable Instant endedAt,

        @Schema(description = "the tasks of a canvas flow; /graph has the nodes of any other flow") @Nullable
        List<Member> tasks) {

    /** One task of it. */
    @Schema(name = "FlowTask")
    public record Member(String id, String task, String state) {}

    static FlowView of(FlowIndex.Flow flow, Map<TaskId, TaskRecord> records) {
        List<TaskRecord.Ended> ends = flow.results().stream()
                .flatMap(id -> end(records.get(id)).stream())
                .toList();
        boolean hasEnded = ends.size() == flow.results().size();
        Unsuccessful failure = hasEnded ? failure(ends) : null;
        return new FlowView(
                flow.id().value(),
                flow.kind(),
                hasEnded ? (failure == null ? State.SUCCESS : failure.state()) : underway(flow, records),
                hasEnded && failure == null ? result(flow, ends) : null,
                failure == null ? null : ErrorView.of(failure.error()),
                progress(flow, records),
                null,
                flow.startedAt(),
                null,
                hasEnded
                        ? ends.stream()
                                .map(TaskRecord.Ended::endedAt)
                                .max(Comparator.naturalOrder())
                                .orElse(null)
                        : null,
                flow.tasks().stream().map(task -> member(task, records)).toList());
    }

    /** @param record the task record under the id of the flow, or null */
    static FlowView of(FlowState flow, @Nullable TaskRecord record, FlowTimings times) {
        TaskRecord.Ended ended = record instanceof TaskRecord.Ended end ? end : null;
        TaskError error =
                ended instanceof Unsuccessful bad ? bad.error() : flow.endedAt() == null ? null : flow.error();
        return new FlowView(
                flow.id().value(),
                flow.plan().kind(),
                ended == null ? state(flow) : ended.state(),
                ended instanceof Succeeded succeeded ? StandardJson.of(succeeded.result()) : null,
                error == null ? null : ErrorView.of(error),
                new FlowProgress(flow, times).view(),
                flow.attempt(),
                flow.startedAt(),
                flow.deadline(),
                ended == null ? flow.endedAt() : ended.endedAt(),
                null);
    }

    static String state(FlowState flow) {
        boolean hasBegun = flow.attempt() > 1
                || flow.nodeStates().stream().anyMatch(nodeState -> !(nodeState instanceof NodeState.Waiting));
        return flow.phase() == Phase.RUNNING
                ? (hasBegun ? InProgress.STARTED : State.PENDING)
                : flow.phase().name();
    }

    /** The end of a task, if it has ended. An unreadable record stays unreadable, so its task counts as failed. */
    private static Optional<TaskRecord.Ended> end(@Nullable TaskRecord record) {
        return switch (record) {
            case TaskRecord.Ended ended -> Optional.of(ended);
            case TaskRecord.Unreadable damaged ->
                Optional.of(new Failed(damaged.id(), damaged.fault(), Instant.EPOCH, ResultMetadata.UNKNOWN));
            case TaskRecord.Open _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    boolean hasEnded() {
        return State.isFinal(state);
    }

    /** The first that failed, else the first that was revoked. */
    private static @Nullable Unsuccessful failure(List<TaskRecord.Ended> ends) {
        return Stream.concat(of(Failed.class, ends), of(Revoked.class, ends))
                .findFirst()
                .orElse(null);
    }

    private static <T extends Unsuccessful> Stream<Unsuccessful> of(Class<T> kind, List<TaskRecord.Ended> ends) {
        return ends.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static String underway(FlowIndex.Flow flow, Map<TaskId, TaskRecord> records) {
        boolean hasBegun = flow.tasks().stream().anyMatch(task -> records.containsKey(task.id()));
        return hasBegun ? InProgress.STARTED : State.PENDING;
    }

    private static String result(FlowIndex.Flow flow, List<TaskRecord.Ended> ends) {
        List<String> results = ends.stream()
                .map(ended -> ended instanceof Succeeded succeeded ? StandardJson.of(succeeded.result()) : "null")
                .toList();
        return results.size() == 1 && !flow.kind().equals("group")
                ? results.getFirst()
                : results.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static ProgressView progress(FlowIndex.Flow flow, Map<TaskId, TaskRecord> records) {
        List<TaskRecord> known = flow.tasks().stream()
                .map(task -> records.get(task.id()))
                .filter(Objects::nonNull)
                .toList();
        List<TaskRecord.Ended> ends =
                known.stream().flatMap(record -> end(record).stream()).toList();
        long done = ends.size();
        long failed = ends.stream().filter(Unsuccessful.class::isInstance).count();
        return ProgressView.ofTasks(flow.tasks().size(), done, failed);
    }

    private static Member member(PlannedTask task, Map<TaskId, TaskRecord> records) {
        TaskRecord record = records.get(task.id());
        return new Member(task.id().value(), task.task(), record == null ? State.PENDING : record.state());
    }
}

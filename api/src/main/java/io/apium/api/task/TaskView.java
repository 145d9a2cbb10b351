package io.apium.api.task;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.apium.api.json.StandardJson;
import io.apium.ledger.DelayedTask;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.InProgress;
import io.apium.task.TaskRecord.State;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task as a client reads it; unknown fields are missing. */
@Schema(description = "A task; unknown fields are missing")
public record TaskView(
        String id,

        @Nullable String task,

        @Schema(
                description =
                        "PENDING, STARTED, RETRY, SUCCESS, FAILURE, REVOKED, or a state that the handler reported",
                example = "SUCCESS")
        String state,

        @Schema(implementation = Object.class, description = "any JSON, as the worker stored it")
        @JsonRawValue
        @Nullable
        String result,

        @Nullable ErrorView error,

        @Schema(implementation = Object.class, description = "any JSON that the handler reported as its progress")
        @JsonRawValue
        @Nullable
        String progress,

        @Nullable String queue,

        @Schema(description = "number of attempts before the last or next one") @Nullable
        Integer retries,

        @Schema(description = "the time of its next attempt; only while the task is delayed") @Nullable
        Instant eta,

        @Nullable String worker,

        @Schema(description = "the id of the task that submitted this one") @Nullable
        String parent,

        @Nullable String group,

        @Schema(description = "the ids of its callbacks and next steps") @Nullable
        List<String> children,

        @Nullable Instant submittedAt,

        @Nullable Instant startedAt,

        @Nullable Instant endedAt) {

    static TaskView of(TaskQueries.Known known) {
        TaskHistory history = known.history();
        DelayedTask waiting = known.waiting();
        return switch (history.record()) {
            case null ->
                waiting == null
                        ? open(known, State.PENDING, Standing.NOTHING)
                        : open(known, State.PENDING, Standing.waiting(waiting));
            case InProgress(TaskId _, String state, var meta) -> open(known, state, Standing.underway(state, meta));
            case TaskRecord.Unreadable damaged -> open(known, damaged.state(), Standing.NOTHING);
            case TaskRecord.Retrying retrying -> open(known, retrying.state(), Standing.retrying(retrying));
            case TaskRecord.Ended ended -> ended(history, ended);
        };
    }

    /** What goes with the state of a task that has not ended. */
    private record Standing(
            @Nullable String progress,
            @Nullable ErrorView error,
            @Nullable Integer retries,
            @Nullable Instant eta) {

        static final Standing NOTHING = new Standing(null, null, null, null);

        static Standing waiting(DelayedTask task) {
            int retries = task.message().retries();
            return new Standing(null, null, retries == 0 ? null : retries, task.due());
        }

        static Standing retrying(TaskRecord.Retrying record) {
            return new Standing(null, ErrorView.of(record.error()), record.retries(), record.due());
        }

        /** What goes with a state of the handler's own is its progress. */
        static Standing underway(String state, JsonText meta) {
            return state.equals(InProgress.STARTED) ? NOTHING : new Standing(StandardJson.of(meta), null, null, null);
        }
    }

    /** What is known of where a task comes from while it has no record that says so. */
    static ResultMetadata provenance(TaskQueries.Known known) {
        DelayedTask waiting = known.waiting();
        if (waiting != null) {
            return waiting.message().provenance(null, List.of());
        }
        Told told = new Told(known.history().events());
        String parent = told.detail("parent");
        String group = told.detail("group");
        return new ResultMetadata(
                told.detail("task"),
                told.detail("worker"),
                told.detail("queue"),
                0,
                parent == null ? null : new TaskId(parent),
                group == null ? null : new GroupId(group),
                List.of());
    }

    private static TaskView open(TaskQueries.Known known, String state, Standing standing) {
        Told told = new Told(known.history().events());
        ResultMetadata from = provenance(known);
        return new TaskView(
                known.history().id().value(),
                told.or(from.task(), "task"),
                state,
                null,
                standing.error(),
                standing.progress(),
                told.or(from.queue(), "queue"),
                standing.retries(),
                standing.eta(),
                from.worker(),
                text(from.parent()),
                text(from.group()),
                null,
                told.at(Event.QUEUED),
                told.at(InProgress.STARTED),
                null);
    }

    private static TaskView ended(TaskHistory history, TaskRecord.Ended ended) {
        Told told = new Told(history.events());
        ResultMetadata from = ended.metadata();
        return new TaskView(
                history.id().value(),
                told.or(from.task(), "task"),
                ended.state(),
                ended instanceof TaskRecord.Succeeded succeeded ? StandardJson.of(succeeded.result()) : null,
                ended instanceof TaskRecord.Unsuccessful failed ? ErrorView.of(failed.error()) : null,
                null,
                told.or(from.queue(), "queue"),
                from.retries(),
                null,
                told.or(from.worker(), "worker"),
                told.or(text(from.parent()), "parent"),
                told.or(text(from.group()), "group"),
                from.children().stream().map(TaskId::value).toList(),
                told.at(Event.QUEUED),
                told.at(InProgress.STARTED),
                ended.endedAt());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    boolean hasEnded() {
        return State.isFinal(state);
    }

    /** What a timeline says. */
    private record Told(List<Event> events) {

        @Nullable
        String or(@Nullable String recorded, String name) {
            return recorded == null ? detail(name) : recorded;
        }

        @Nullable
        String detail(String name) {
            return events.reversed().stream()
                    .map(event -> event.details().get(name))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Instant at(String state) {
            return events.stream()
                    .filter(event -> event.state().equals(state))
                    .map(Event::at)
                    .findFirst()
                    .orElse(null);
        }
    }
}

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
                        ? open(known, State.PENDING, OpenFields.NOTHING)
                        : open(known, State.PENDING, OpenFields.waiting(waiting));
            case InProgress(TaskId _, String state, var meta) -> open(known, state, OpenFields.underway(state, meta));
            case TaskRecord.Unreadable damaged -> open(known, damaged.state(), OpenFields.NOTHING);
            case TaskRecord.Retrying retrying -> open(known, retrying.state(), OpenFields.retrying(retrying));
            case TaskRecord.Ended ended -> ended(history, ended);
        };
    }

    /** The fields of a task that has not ended. */
    private record OpenFields(
            @Nullable String progress,
            @Nullable ErrorView error,
            @Nullable Integer retries,
            @Nullable Instant eta) {

        static final OpenFields NOTHING = new OpenFields(null, null, null, null);

        static OpenFields waiting(DelayedTask task) {
            int retries = task.message().retries();
            return new OpenFields(null, null, retries == 0 ? null : retries, task.due());
        }

        static OpenFields retrying(TaskRecord.Retrying record) {
            return new OpenFields(null, ErrorView.of(record.error()), record.retries(), record.due());
        }

        /** A state that the handler reported comes with its progress. */
        static OpenFields underway(String state, JsonText meta) {
            return state.equals(InProgress.STARTED) ? NOTHING : new OpenFields(StandardJson.of(meta), null, null, null);
        }
    }

    /** The metadata of a task that has no record with it: from its message, else from its timeline. */
    static ResultMetadata provenance(TaskQueries.Known known) {
        DelayedTask waiting = known.waiting();
        if (waiting != null) {
            return waiting.message().provenance(null, List.of());
        }
        TimelineFields timeline = new TimelineFields(known.history().events());
        String parent = timeline.detail("parent");
        String group = timeline.detail("group");
        return new ResultMetadata(
                timeline.detail("task"),
                timeline.detail("worker"),
                timeline.detail("queue"),
                0,
                parent == null ? null : new TaskId(parent),
                group == null ? null : new GroupId(group),
                List.of());
    }

    private static TaskView open(TaskQueries.Known known, String state, OpenFields fields) {
        TimelineFields timeline = new TimelineFields(known.history().events());
        ResultMetadata from = provenance(known);
        return new TaskView(
                known.history().id().value(),
                timeline.or(from.task(), "task"),
                state,
                null,
                fields.error(),
                fields.progress(),
                timeline.or(from.queue(), "queue"),
                fields.retries(),
                fields.eta(),
                from.worker(),
                text(from.parent()),
                text(from.group()),
                null,
                timeline.at(Event.QUEUED),
                timeline.at(InProgress.STARTED),
                null);
    }

    private static TaskView ended(TaskHistory history, TaskRecord.Ended ended) {
        TimelineFields timeline = new TimelineFields(history.events());
        ResultMetadata from = ended.metadata();
        return new TaskView(
                history.id().value(),
                timeline.or(from.task(), "task"),
                ended.state(),
                ended instanceof TaskRecord.Succeeded succeeded ? StandardJson.of(succeeded.result()) : null,
                ended instanceof TaskRecord.Unsuccessful failed ? ErrorView.of(failed.error()) : null,
                null,
                timeline.or(from.queue(), "queue"),
                from.retries(),
                null,
                timeline.or(from.worker(), "worker"),
                timeline.or(text(from.parent()), "parent"),
                timeline.or(text(from.group()), "group"),
                from.children().stream().map(TaskId::value).toList(),
                timeline.at(Event.QUEUED),
                timeline.at(InProgress.STARTED),
                ended.endedAt());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    boolean hasEnded() {
        return State.isFinal(state);
    }

    /** Reads fields from the events of a timeline. */
    private record TimelineFields(List<Event> events) {

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

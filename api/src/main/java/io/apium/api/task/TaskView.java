package io.apium.api.task;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.GroupId;
import io.apium.task.Provenance;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.State;
import io.apium.task.TaskRecord.Underway;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task as a client reads it; what is not known is left out. */
@Schema(description = "A task; what is not known is left out")
public record TaskView(
        String id,

        @Nullable String task,

        @Schema(
                description = "PENDING, STARTED, RETRY, SUCCESS, FAILURE, REVOKED, or a name of the handler's own",
                example = "SUCCESS")
        String state,

        @Schema(implementation = Object.class, description = "any JSON, as the worker stored it")
        @JsonRawValue
        @Nullable
        String result,

        @Nullable ErrorView error,

        @Schema(implementation = Object.class, description = "any JSON that the handler told of its progress")
        @JsonRawValue
        @Nullable
        String progress,

        @Nullable String queue,

        @Schema(description = "attempts before the one that ended") @Nullable
        Integer retries,

        @Nullable String worker,

        @Schema(description = "the task that asked for this one") @Nullable
        String parent,

        @Nullable String group,

        @Schema(description = "the tasks that followed from it") @Nullable
        List<String> children,

        @Nullable Instant submittedAt,

        @Nullable Instant startedAt,

        @Nullable Instant endedAt) {

    static TaskView of(TaskHistory history) {
        TaskRecord record = history.record();
        return switch (record) {
            case null -> notEnded(history, State.PENDING, null);
            case Underway(TaskId _, String state, var meta) ->
                notEnded(history, state, isOwn(state) ? meta.json() : null);
            case TaskRecord.Ended ended -> ended(history, ended);
        };
    }

    /** Whether the state is one of the handler's own, so that what goes with it is its progress. */
    private static boolean isOwn(String state) {
        return !state.equals(Underway.STARTED) && !state.equals("RETRY");
    }

    /** What is known of where a task comes from while it has no record that says so. */
    static Provenance provenance(TaskHistory history) {
        Known known = new Known(history.events());
        String parent = known.detail("parent");
        String group = known.detail("group");
        return new Provenance(
                known.detail("task"),
                known.detail("worker"),
                known.detail("queue"),
                0,
                parent == null ? null : new TaskId(parent),
                group == null ? null : new GroupId(group),
                List.of());
    }

    private static TaskView notEnded(TaskHistory history, String state, @Nullable String progress) {
        Known known = new Known(history.events());
        return new TaskView(
                history.id().value(),
                known.detail("task"),
                state,
                null,
                null,
                progress,
                known.detail("queue"),
                null,
                known.detail("worker"),
                known.detail("parent"),
                known.detail("group"),
                null,
                known.at(Event.QUEUED),
                known.at(Underway.STARTED),
                null);
    }

    private static TaskView ended(TaskHistory history, TaskRecord.Ended ended) {
        Known known = new Known(history.events());
        Provenance from = ended.provenance();
        return new TaskView(
                history.id().value(),
                known.or(from.task(), "task"),
                ended.state(),
                ended instanceof TaskRecord.Succeeded succeeded
                        ? succeeded.result().json()
                        : null,
                ended instanceof TaskRecord.Unsuccessful failed ? ErrorView.of(failed.fault()) : null,
                null,
                known.or(from.queue(), "queue"),
                from.retries(),
                known.or(from.worker(), "worker"),
                known.or(text(from.parent()), "parent"),
                known.or(text(from.group()), "group"),
                from.children().stream().map(TaskId::value).toList(),
                known.at(Event.QUEUED),
                known.at(Underway.STARTED),
                ended.endedAt());
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    boolean hasEnded() {
        return State.isFinal(state);
    }

    /** What a timeline says. */
    private record Known(List<Event> events) {

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

package io.apium.store;

import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The records of tasks, as Celery's clients read them, and beside each the timeline of what is known to have happened. */
public interface ResultStore {

    /** Opens the timeline of a task that is about to be published. */
    CompletableFuture<Void> accepted(TaskMessage message, Instant now);

    /**
     * Writes how a task ended, unless it has ended already, and tells whoever watches it.
     *
     * @return the record that stands: this one, or the one that was there first
     */
    CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended);

    /** Writes where a task stands, unless it has ended, and tells whoever watches it. */
    CompletableFuture<Void> update(TaskRecord.Open record);

    /**
     * Forgets how the task ended, so that it may be run once more and end anew; a task that has not ended is left as it is.
     */
    CompletableFuture<Void> reopen(TaskId id);

    /** Forgets all about tasks that nobody will ask for any more, soon. */
    CompletableFuture<Void> forget(List<TaskId> ids);

    /**
     * The records there are, read in one round trip; a task without one is missing from the map. One that cannot be read is
     * {@link TaskRecord.Unreadable}, and no other is the worse for it.
     */
    Map<TaskId, TaskRecord> find(List<TaskId> ids);

    /**
     * The states alone of the records there are, however large these are: {@link TaskRecord.State#UNREADABLE} of one that
     * cannot be read.
     */
    default Map<TaskId, String> states(List<TaskId> ids) {
        return find(ids).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, record -> record.getValue().state()));
    }

    /** When those of the tasks ended that have, however large their records are. */
    default Map<TaskId, Instant> ends(List<TaskId> ids) {
        Map<TaskId, Instant> ends = new HashMap<>();
        find(ids).forEach((id, record) -> {
            if (record instanceof TaskRecord.Ended ended) {
                ends.put(id, ended.endedAt());
            }
        });
        return ends;
    }

    /** Everything that is known of one task, or empty for a task that nobody asked for. */
    Optional<TaskHistory> history(TaskId id);

    /**
     * Gives {@code news} every change of the task's record as it was announced, until it is closed: on a thread of the
     * store's, which must not be held up. Empty news means that some may have been missed, and that it should be looked up;
     * it also comes when the watch has just begun, and when nothing has changed.
     */
    Watch follow(TaskId id, Consumer<Optional<TaskRecord>> news);

    /** The same for somebody who looks it up anyway. */
    default Watch watch(TaskId id, Runnable changed) {
        return follow(id, _ -> changed.run());
    }

    /** How long records are stored, and the blobs to which they refer. */
    Duration retention();

    /** Whether writes are getting through at this moment. */
    boolean isReachable();

    /** Interest in a task. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}

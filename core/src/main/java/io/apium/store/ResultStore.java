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

/** The records of tasks, as Celery's clients read them, and a timeline of events for each. */
public interface ResultStore {

    /** Starts the timeline of a task that is about to be published. */
    CompletableFuture<Void> accepted(TaskMessage message, Instant now);

    /**
     * Writes how a task ended, unless it has ended already, and notifies its watchers.
     *
     * @return the stored record: this one, or an earlier one
     */
    CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended);

    /** Writes the state of a task, unless it has ended, and notifies its watchers. */
    CompletableFuture<Void> update(TaskRecord.Open record);

    /** Deletes how the task ended, so that it can run again; a task that has not ended is not changed. */
    CompletableFuture<Void> reopen(TaskId id);

    /** Deletes everything about tasks that are no longer needed, soon. */
    CompletableFuture<Void> forget(List<TaskId> ids);

    /**
     * The stored records, read in one round trip; a task without one is missing from the map. An unreadable one is
     * {@link TaskRecord.Unreadable}, and does not affect the others.
     */
    Map<TaskId, TaskRecord> find(List<TaskId> ids);

    /**
     * Only the states of the stored records, however large these are: {@link TaskRecord.State#UNREADABLE} for one that
     * cannot be read.
     */
    default Map<TaskId, String> states(List<TaskId> ids) {
        return find(ids).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, record -> record.getValue().state()));
    }

    /** The end times of those tasks that have ended, however large their records are. */
    default Map<TaskId, Instant> ends(List<TaskId> ids) {
        Map<TaskId, Instant> ends = new HashMap<>();
        find(ids).forEach((id, record) -> {
            if (record instanceof TaskRecord.Ended ended) {
                ends.put(id, ended.endedAt());
            }
        });
        return ends;
    }

    /** Everything that is known of one task, or empty for an unknown task. */
    Optional<TaskHistory> history(TaskId id);

    /**
     * Passes every published change of the task's record to {@code news}, until closed, on a thread of the store, which
     * must not be blocked. Empty news means that changes may have been missed, and that the caller should read the
     * record; it also comes when the watch has just begun, and when nothing has changed.
     */
    Watch follow(TaskId id, Consumer<Optional<TaskRecord>> news);

    /** Like {@link #follow}, for a caller that reads the record anyway. */
    default Watch watch(TaskId id, Runnable changed) {
        return follow(id, _ -> changed.run());
    }

    /** How long records are stored, and the blobs to which they refer. */
    Duration retention();

    /** Whether writes are getting through at this moment. */
    boolean isReachable();

    /** A subscription to a task. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}

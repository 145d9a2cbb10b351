package io.apium.store;

import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one task.
 *
 * @param record its record, or null before it has one
 * @param events what happened to it, oldest first; empty for a task of a Celery client
 */
public record TaskHistory(TaskId id, @Nullable TaskRecord record, List<Event> events) {

    public TaskHistory {
        events = List.copyOf(events);
    }

    /**
     * One event.
     *
     * @param id orders events, and is where an interrupted reader resumes
     * @param state the state that the task entered: {@code QUEUED} when it was accepted, then the states of its records
     * @param details the queue, the worker, or progress as JSON
     */
    public record Event(String id, Instant at, String state, Map<String, String> details) {

        public static final String QUEUED = "QUEUED";

        public Event {
            details = Map.copyOf(details);
        }
    }
}

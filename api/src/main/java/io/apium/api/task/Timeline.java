package io.apium.api.task;

import io.apium.api.sse.EventStream;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of a task. When the timeline lacks the current record, the record is the last event: a Celery worker
 * writes only the record, and a task of a Celery client has no timeline at all.
 */
final class Timeline {

    private Timeline() {}

    static List<Event> of(TaskHistory history, Instant now) {
        List<Event> events = new ArrayList<>(history.events());
        TaskRecord record = history.record();
        if (record != null && (events.isEmpty() || !events.getLast().state().equals(record.state()))) {
            Instant at = record instanceof TaskRecord.Ended ended ? ended.endedAt() : now;
            events.add(new Event("record-" + record.state().toLowerCase(Locale.ROOT), at, record.state(), Map.of()));
        }
        return events;
    }

    /** The events after the one with the id {@code lastSeen}; all events when it is null or that event has expired. */
    static List<Event> after(@Nullable String lastSeen, List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            if (EventStream.oneLine(events.get(i).id()).equals(lastSeen)) {
                return events.subList(i + 1, events.size());
            }
        }
        return events;
    }
}

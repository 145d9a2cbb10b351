package io.apium.testkit.memory;

import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records and timelines of tasks. */
public final class MemoryResultStore implements ResultStore {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final OutageSwitch outageSwitch;
    private final InstantSource clock;
    private final Map<TaskId, TaskRecord> records = new HashMap<>();
    private final Map<TaskId, List<Event>> timelines = new HashMap<>();
    private final MemoryListeners<TaskId, Consumer<Optional<TaskRecord>>> watches = new MemoryListeners<>();
    private long events;

    MemoryResultStore(OutageSwitch outageSwitch, InstantSource clock) {
        this.outageSwitch = outageSwitch;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> accepted(TaskMessage message, Instant now) {
        return outageSwitch.eventually(() -> {
            if (timelines.putIfAbsent(message.id(), new ArrayList<>()) == null) {
                Map<String, String> details = details(message.provenance(null, List.of()));
                details.putIfAbsent("queue", QueueName.DEFAULT.name());
                append(message.id(), now, Event.QUEUED, details);
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended) {
        return outageSwitch.eventually(() -> {
            if (records.get(ended.id()) instanceof TaskRecord.Ended first) {
                return first;
            }
            write(ended, ended.endedAt(), details(ended.metadata()));
            return ended;
        });
    }

    @Override
    public CompletableFuture<Void> update(TaskRecord.Open record) {
        return outageSwitch.eventually(() -> {
            TaskRecord before = records.get(record.id());
            if (!(before instanceof TaskRecord.Ended) && !record.equals(before)) {
                write(record, clock.instant(), details(record));
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> reopen(TaskId id) {
        return outageSwitch.eventually(() -> {
            if (records.get(id) instanceof TaskRecord.Ended) {
                records.remove(id);
                append(id, clock.instant(), Event.QUEUED, Map.of());
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> forget(List<TaskId> ids) {
        return outageSwitch.eventually(() -> {
            ids.forEach(records::remove);
            ids.forEach(timelines::remove);
            return null;
        });
    }

    /** Makes the record of this task unreadable. */
    public void damage(TaskId id) {
        outageSwitch.now(() -> records.put(id, new TaskRecord.Unreadable(id, "it was damaged")));
    }

    @Override
    public Map<TaskId, TaskRecord> find(List<TaskId> ids) {
        return outageSwitch.now(() -> {
            Map<TaskId, TaskRecord> found = new HashMap<>(records);
            found.keySet().retainAll(ids);
            return found;
        });
    }

    @Override
    public Optional<TaskHistory> history(TaskId id) {
        return outageSwitch.now(() -> {
            TaskRecord record = records.get(id);
            List<Event> timeline = timelines.get(id);
            return record == null && timeline == null
                    ? Optional.empty()
                    : Optional.of(new TaskHistory(id, record, timeline == null ? List.of() : timeline));
        });
    }

    @Override
    public Watch follow(TaskId id, Consumer<Optional<TaskRecord>> news) {
        return watches.add(id, news)::run;
    }

    @Override
    public Duration retention() {
        return RETENTION;
    }

    @Override
    public boolean isReachable() {
        return outageSwitch.isOver();
    }

    private void write(TaskRecord record, Instant at, Map<String, String> details) {
        records.put(record.id(), record);
        append(record.id(), at, record.state(), details);
        outageSwitch.tell(() -> watches.of(record.id()).forEach(news -> news.accept(Optional.of(record))));
    }

    /** Adds to the timeline if there is one: a task of a Celery client has none. */
    private void append(TaskId id, Instant at, String state, Map<String, String> details) {
        List<Event> timeline = timelines.get(id);
        if (timeline != null) {
            events++;
            timeline.add(new Event(events + "-0", at, state, details));
        }
    }

    private static Map<String, String> details(TaskRecord.Open record) {
        return switch (record) {
            case TaskRecord.InProgress(TaskId _, String _, JsonText meta) -> Map.of("progress", meta.json());
            case TaskRecord.Retrying(TaskId _, TaskError error, int retries, Instant due) -> {
                Map<String, String> details = new HashMap<>();
                details.put("error", error.summary());
                details.put("retries", Integer.toString(retries));
                put(details, "due", due == null ? null : due.toString());
                yield details;
            }
        };
    }

    private static Map<String, String> details(ResultMetadata metadata) {
        Map<String, String> details = new HashMap<>();
        put(details, "task", metadata.task());
        put(details, "queue", metadata.queue());
        put(details, "worker", metadata.worker());
        return details;
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}

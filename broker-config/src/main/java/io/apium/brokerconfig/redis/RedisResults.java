package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.RecordCodec;
import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.StreamEntry;

/** Records as Celery's clients read them, and timelines beside those of tasks that were asked for over HTTP. */
public final class RedisResults implements ResultStore {

    private static final String STATE = "state";
    private static final long FORGOTTEN_AFTER_SECONDS = 10;

    private final Redis redis;
    private final String ttl;

    public RedisResults(Redis redis) {
        this.redis = redis;
        this.ttl = Long.toString(redis.expiresSeconds());
    }

    @Override
    public CompletableFuture<Void> accepted(TaskMessage message, Instant now) {
        QueueName queue = message.options().routing().queue();
        List<String> arguments = new ArrayList<>(List.of(ttl));
        entry(arguments, STATE, Event.QUEUED);
        entry(arguments, "task", message.task());
        entry(arguments, "queue", queue == null ? QueueName.DEFAULT.name() : queue.name());
        entry(arguments, "at", now.toString());
        List<String> keys = List.of(Keys.timeline(message.id()));
        return redis.write(pipeline -> Script.ACCEPT.call(pipeline, keys, arguments));
    }

    @Override
    public CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended) {
        List<String> arguments = new ArrayList<>(List.of(ttl, RecordCodec.write(ended)));
        entry(arguments, STATE, ended.state());
        entry(arguments, "at", ended.endedAt().toString());
        entry(arguments, "worker", ended.provenance().worker());
        List<String> keys = keys(ended.id());
        return redis.<Object, TaskRecord.Ended>lead(
                pipeline -> Script.WRITE.call(pipeline, keys, arguments),
                standing -> standing == null ? ended : standing(ended, (String) standing));
    }

    private static TaskRecord.Ended standing(TaskRecord.Ended ours, String standing) {
        TaskRecord record = RecordCodec.read(ours.id(), standing);
        return record instanceof TaskRecord.Ended ended ? ended : ours;
    }

    @Override
    public CompletableFuture<Void> update(TaskRecord.Open record) {
        List<String> arguments = new ArrayList<>(List.of(ttl, RecordCodec.write(record)));
        entry(arguments, STATE, record.state());
        switch (record) {
            case TaskRecord.Underway(TaskId _, String _, Payload meta) -> entry(arguments, "progress", meta.json());
            case TaskRecord.Retrying(TaskId _, Fault fault, int retries, Instant due) -> {
                entry(arguments, "error", fault.summary());
                entry(arguments, "retries", Integer.toString(retries));
                entry(arguments, "due", due == null ? null : due.toString());
            }
        }
        List<String> keys = keys(record.id());
        return redis.write(pipeline -> Script.WRITE.call(pipeline, keys, arguments));
    }

    @Override
    public CompletableFuture<Void> reopen(TaskId id) {
        List<String> arguments = new ArrayList<>(List.of(ttl));
        entry(arguments, STATE, Event.QUEUED);
        List<String> keys = keys(id);
        return redis.write(pipeline -> Script.REOPEN.call(pipeline, keys, arguments));
    }

    /** Not at once: a message that comes a second time meanwhile still finds that it has been dealt with. */
    @Override
    public CompletableFuture<Void> forget(List<TaskId> ids) {
        return CompletableFuture.allOf(ids.stream()
                .flatMap(id -> keys(id).stream())
                .map(key -> redis.write(pipeline -> pipeline.expire(key, FORGOTTEN_AFTER_SECONDS)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static List<String> keys(TaskId id) {
        return List.of(Keys.record(id), Keys.timeline(id));
    }

    private static void entry(List<String> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }

    @Override
    public Map<TaskId, TaskRecord> find(List<TaskId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String[] keys = ids.stream().map(Keys::record).toArray(String[]::new);
        List<String> values = redis.read(client -> client.mget(keys));
        Map<TaskId, TaskRecord> records = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            String value = values.get(i);
            if (value != null) {
                records.put(ids.get(i), RecordCodec.read(ids.get(i), value));
            }
        }
        return records;
    }

    @Override
    public Optional<TaskHistory> history(TaskId id) {
        return redis.read(client -> {
            try (var pipeline = client.pipelined()) {
                Response<String> record = pipeline.get(Keys.record(id));
                Response<List<StreamEntry>> entries = pipeline.xrange(Keys.timeline(id), "-", "+");
                pipeline.sync();
                return history(id, record.get(), entries.get());
            }
        });
    }

    private static Optional<TaskHistory> history(TaskId id, @Nullable String record, List<StreamEntry> entries) {
        if (record == null && entries.isEmpty()) {
            return Optional.empty();
        }
        List<Event> events = entries.stream().map(RedisResults::event).toList();
        return Optional.of(new TaskHistory(id, record == null ? null : RecordCodec.read(id, record), events));
    }

    private static Event event(StreamEntry entry) {
        Map<String, String> details = new LinkedHashMap<>(entry.getFields());
        String state = details.remove(STATE);
        String at = details.remove("at");
        Instant moment = at == null ? Instant.ofEpochMilli(entry.getID().getTime()) : Instant.parse(at);
        return new Event(entry.getID().toString(), moment, state == null ? Event.QUEUED : state, details);
    }

    @Override
    public Watch follow(TaskId id, Consumer<Optional<TaskRecord>> news) {
        return redis.listen(
                        Keys.record(id),
                        json -> news.accept(Optional.ofNullable(json).map(text -> RecordCodec.read(id, text))))::close;
    }

    @Override
    public boolean isReachable() {
        return redis.isReachable();
    }
}

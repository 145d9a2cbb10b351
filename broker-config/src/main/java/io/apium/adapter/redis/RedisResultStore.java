package io.apium.adapter.redis;

import io.apium.adapter.record.RecordCodec;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.store.UnreadableRecordException;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.StreamEntry;

/** Records as Celery's clients read them, and timelines of the tasks that were submitted over HTTP. */
public final class RedisResultStore implements ResultStore {

    private static final String STATE = "state";
    private static final long FORGOTTEN_AFTER_SECONDS = 10;

    private final RedisConnections redis;
    private final String ttl;

    public RedisResultStore(RedisConnections redis) {
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
        List<String> keys = List.of(RedisKeys.timeline(message.id()));
        return redis.write(pipeline -> LuaScript.ACCEPT.call(pipeline, keys, arguments));
    }

    @Override
    public CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended) {
        List<String> arguments = new ArrayList<>(List.of(ttl, RecordCodec.write(ended)));
        entry(arguments, STATE, ended.state());
        entry(arguments, "at", ended.endedAt().toString());
        entry(arguments, "worker", ended.metadata().worker());
        List<String> keys = written(ended.id());
        return redis.<Object, TaskRecord.Ended>lead(
                pipeline -> LuaScript.WRITE.call(pipeline, keys, arguments), answer -> existing(ended, answer));
    }

    /**
     * The record that Redis already had, or {@code ours} if it had none. If that record is unreadable, {@code ours} is
     * returned, since the task has ended either way.
     */
    private TaskRecord.Ended existing(TaskRecord.Ended ours, @Nullable Object answer) {
        if (answer instanceof String existing) {
            return record(ours.id(), () -> existing) instanceof TaskRecord.Ended ended ? ended : ours;
        }
        reportReplaced(ours.id(), answer);
        return ours;
    }

    /** @param answer of the script that writes a record: a list when the key had no valid record, which was moved */
    private void reportReplaced(TaskId id, @Nullable Object answer) {
        if (answer instanceof List<?> elsewhere) {
            String reason = "it is not a record and was moved to " + elsewhere.getFirst();
            redis.unreadable().report(Kind.RECORD, RedisKeys.record(id), reason);
        }
    }

    @Override
    public CompletableFuture<Void> update(TaskRecord.Open record) {
        List<String> arguments = new ArrayList<>(List.of(ttl, RecordCodec.write(record)));
        entry(arguments, STATE, record.state());
        switch (record) {
            case TaskRecord.InProgress(TaskId _, String _, JsonText meta) -> entry(arguments, "progress", meta.json());
            case TaskRecord.Retrying(TaskId _, TaskError error, int retries, Instant due) -> {
                entry(arguments, "error", error.summary());
                entry(arguments, "retries", Integer.toString(retries));
                entry(arguments, "due", due == null ? null : due.toString());
            }
        }
        List<String> keys = written(record.id());
        return redis.<Object, String>write(pipeline -> LuaScript.WRITE.call(pipeline, keys, arguments), answer -> {
                    reportReplaced(record.id(), answer);
                    return "";
                })
                .thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<Void> reopen(TaskId id) {
        List<String> arguments = new ArrayList<>(List.of(ttl));
        entry(arguments, STATE, Event.QUEUED);
        List<String> keys = keys(id);
        return redis.write(pipeline -> LuaScript.REOPEN.call(pipeline, keys, arguments));
    }

    /** Deletes after a delay: a redelivered message still finds the record until then. */
    @Override
    public CompletableFuture<Void> forget(List<TaskId> ids) {
        return CompletableFuture.allOf(ids.stream()
                .flatMap(id -> keys(id).stream())
                .map(key -> redis.write(pipeline -> pipeline.expire(key, FORGOTTEN_AFTER_SECONDS)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static List<String> keys(TaskId id) {
        return List.of(RedisKeys.record(id), RedisKeys.timeline(id));
    }

    private static List<String> written(TaskId id) {
        return List.of(RedisKeys.record(id), RedisKeys.timeline(id), RedisKeys.unreadable(RedisKeys.record(id)));
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
        List<Response<String>> texts =
                redis.texts(ids.stream().map(RedisKeys::record).toList());
        Map<TaskId, TaskRecord> records = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            TaskRecord record = record(ids.get(i), texts.get(i));
            if (record != null) {
                records.put(ids.get(i), record);
            }
        }
        return records;
    }

    private @Nullable TaskRecord record(TaskId id, Supplier<? extends @Nullable String> text) {
        try {
            return redis.unreadable().<@Nullable TaskRecord>required(Kind.RECORD, RedisKeys.record(id), () -> {
                String json = text.get();
                return json == null ? null : RecordCodec.read(id, json);
            });
        } catch (UnreadableRecordException damaged) {
            return new TaskRecord.Unreadable(id, damaged.reason());
        }
    }

    @Override
    public Map<TaskId, String> states(List<TaskId> ids) {
        RecordParts.Found<String> states = new RecordParts(redis).states(ids);
        find(states.others()).forEach((id, record) -> states.values().put(id, record.state()));
        return states.values();
    }

    @Override
    public Map<TaskId, Instant> ends(List<TaskId> ids) {
        RecordParts.Found<Instant> ends = new RecordParts(redis).ends(ids);
        ends.values().putAll(ResultStore.super.ends(ends.others()));
        return ends.values();
    }

    @Override
    public Optional<TaskHistory> history(TaskId id) {
        return redis.read(client -> {
            try (var pipeline = client.pipelined()) {
                Response<String> record = pipeline.get(RedisKeys.record(id));
                Response<List<StreamEntry>> entries = pipeline.xrange(RedisKeys.timeline(id), "-", "+");
                pipeline.sync();
                return history(id, record, entries);
            }
        });
    }

    private Optional<TaskHistory> history(TaskId id, Response<String> text, Response<List<StreamEntry>> entries) {
        TaskRecord record = record(id, text);
        String key = RedisKeys.timeline(id);
        List<Event> events = redis.unreadable().read(Kind.TIMELINE, key, entries).orElse(List.of()).stream()
                .flatMap(entry -> redis.unreadable().read(Kind.TIMELINE, key, () -> event(entry)).stream())
                .toList();
        return record == null && events.isEmpty() ? Optional.empty() : Optional.of(new TaskHistory(id, record, events));
    }

    private static Event event(StreamEntry entry) {
        Map<String, String> details = new LinkedHashMap<>(entry.getFields());
        String state = details.remove(STATE);
        String at = details.remove("at");
        Instant moment = at == null ? Instant.ofEpochMilli(entry.getID().getTime()) : Instant.parse(at);
        return new Event(entry.getID().toString(), moment, state == null ? Event.QUEUED : state, details);
    }

    /** After an unreadable announcement the record is read. */
    @Override
    public Watch follow(TaskId id, Consumer<Optional<TaskRecord>> news) {
        return redis.listen(RedisKeys.record(id), json -> news.accept(announced(id, json)))::close;
    }

    private static Optional<TaskRecord> announced(TaskId id, @Nullable String json) {
        try {
            return json == null ? Optional.empty() : Optional.of(RecordCodec.read(id, json));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Duration retention() {
        return redis.resultExpires();
    }

    @Override
    public boolean isReachable() {
        return redis.isReachable();
    }
}

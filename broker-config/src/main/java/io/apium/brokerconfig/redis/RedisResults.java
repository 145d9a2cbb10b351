package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.RecordCodec;
import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
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

    private final Redis redis;
    private final byte[] ttl;

    public RedisResults(Redis redis) {
        this.redis = redis;
        this.ttl = bytes(Long.toString(redis.expiresSeconds()));
    }

    @Override
    public CompletableFuture<Void> accepted(TaskMessage message, Instant now) {
        QueueName queue = message.options().routing().queue();
        List<byte[]> arguments = new ArrayList<>(List.of(ttl));
        entry(arguments, STATE, Event.QUEUED);
        entry(arguments, "task", message.task());
        entry(arguments, "queue", queue == null ? QueueName.DEFAULT.name() : queue.name());
        entry(arguments, "at", now.toString());
        List<byte[]> keys = List.of(bytes(Keys.timeline(message.id())));
        return redis.write(pipeline -> pipeline.evalsha(Script.ACCEPT.sha(), keys, arguments));
    }

    @Override
    public CompletableFuture<TaskRecord.Ended> end(TaskRecord.Ended ended) {
        List<byte[]> arguments = new ArrayList<>(List.of(ttl, bytes(RecordCodec.write(ended))));
        entry(arguments, STATE, ended.state());
        entry(arguments, "at", ended.endedAt().toString());
        entry(arguments, "worker", ended.provenance().worker());
        List<byte[]> keys = keys(ended.id());
        return redis.<Object, TaskRecord.Ended>lead(
                pipeline -> pipeline.evalsha(Script.WRITE.sha(), keys, arguments),
                standing -> standing == null ? ended : standing(ended, (byte[]) standing));
    }

    private static TaskRecord.Ended standing(TaskRecord.Ended ours, byte[] standing) {
        TaskRecord record = RecordCodec.read(ours.id(), new String(standing, StandardCharsets.UTF_8));
        return record instanceof TaskRecord.Ended ended ? ended : ours;
    }

    @Override
    public CompletableFuture<Void> update(TaskRecord.Underway underway) {
        List<byte[]> arguments = new ArrayList<>(List.of(ttl, bytes(RecordCodec.write(underway))));
        entry(arguments, STATE, underway.state());
        entry(arguments, "progress", underway.meta().json());
        List<byte[]> keys = keys(underway.id());
        return redis.write(pipeline -> pipeline.evalsha(Script.WRITE.sha(), keys, arguments));
    }

    private static List<byte[]> keys(TaskId id) {
        return List.of(bytes(Keys.record(id)), bytes(Keys.timeline(id)));
    }

    private static void entry(List<byte[]> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.add(bytes(name));
            arguments.add(bytes(value));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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

package io.apium.adapter.redis;

import io.apium.adapter.bound.StoreBounds;
import io.apium.adapter.record.ChordMember;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.store.ChordStore;
import io.apium.store.UnreadableRecordException;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Chords in the keys of Celery's Redis backend, so that Python workers can run some of the members. */
public final class RedisChordStore implements ChordStore {

    /** The waiting member is counted again slightly after the deadline. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final RedisConnections redis;
    private final Duration unsized;

    public RedisChordStore(RedisConnections redis) {
        this(redis, Duration.ofSeconds(StoreBounds.CHORD_SIZE_SECONDS.max()));
    }

    /** @param unsized how long a chord without a size waits for another member; at most half the life of results */
    RedisChordStore(RedisConnections redis, Duration unsized) {
        Duration most = Duration.ofMillis(redis.expiresSeconds() * 500);
        this.redis = redis;
        this.unsized = unsized.compareTo(most) < 0 ? unsized : most;
    }

    @Override
    public CompletableFuture<Void> expect(ChordSize size) {
        String parts = Integer.toString(size.parts());
        return redis.write(pipeline -> pipeline.set(RedisKeys.size(size.group()), parts, redis.expiring()));
    }

    @Override
    public CompletableFuture<Join> join(CompletedChordMember part) {
        TaskId id = part.ended().id();
        List<String> arguments = List.of(
                part.index() == null ? "+inf" : part.index().toString(),
                ChordMember.write(part.ended()),
                ChordMember.prefix(id),
                id.value(),
                Long.toString(redis.expiresSeconds()),
                Long.toString(unsized.toMillis()));
        return redis.<Object, Join>write(
                pipeline -> LuaScript.JOIN.call(pipeline, keys(part.group()), arguments),
                answer -> answer instanceof List<?> list ? joined(part, list) : new Join.Waiting());
    }

    /** @param answer as join.lua documents it */
    private Join joined(CompletedChordMember part, List<?> answer) {
        GroupId group = part.group();
        return switch (String.valueOf(answer.getFirst())) {
            case "complete" -> complete(group, answer.subList(1, answer.size()));
            case "unsized" -> new Join.SizeUnknown(unsized.plus(SLACK));
            case "twice" ->
                new Join.Broken(TaskError.uncountedChord(
                        group,
                        "cannot be counted: two of them have the id "
                                + part.ended().id()));
            case "lost" ->
                new Join.Broken(TaskError.uncountedChord(
                        group,
                        "cannot be counted: their number was never stored, or has expired (apium.redis.result-expires),"
                                + " or Redis lost it"));
            default -> unreadable(group, String.valueOf(answer.getLast()), "it is of another type");
        };
    }

    private Join complete(GroupId group, List<?> members) {
        List<JsonText> results = new ArrayList<>(members.size());
        for (Object member : members) {
            ChordMember read;
            try {
                read = redis.unreadable()
                        .required(Kind.CHORD, RedisKeys.parts(group), () -> ChordMember.read((String) member));
            } catch (UnreadableRecordException damaged) {
                return unreadable(group, RedisKeys.parts(group), damaged.reason());
            }
            switch (read) {
                case ChordMember.Good(TaskId _, JsonText result) -> results.add(result);
                case ChordMember.Bad(TaskId id, TaskError error) -> {
                    return new Join.Broken(TaskError.brokenChord(id, error));
                }
            }
        }
        return new Join.Complete(results);
    }

    private Join unreadable(GroupId group, String key, String reason) {
        redis.unreadable().report(Kind.CHORD, key, reason);
        return new Join.Unreadable(TaskError.uncountedChord(group, "cannot be read: Redis key " + key + ": " + reason));
    }

    @Override
    public CompletableFuture<Void> settle(GroupId group) {
        List<String> arguments = List.of(Long.toString(redis.expiresSeconds()));
        return redis.write(pipeline -> LuaScript.SETTLE.call(pipeline, keys(group), arguments));
    }

    private static List<String> keys(GroupId group) {
        return List.of(
                RedisKeys.parts(group),
                RedisKeys.size(group),
                RedisKeys.added(group),
                RedisKeys.claim(group),
                RedisKeys.counted(group),
                RedisKeys.unsized(group));
    }
}

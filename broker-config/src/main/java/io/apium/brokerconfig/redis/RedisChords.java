package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.ChordMember;
import io.apium.canvas.ChordPart;
import io.apium.canvas.ChordSize;
import io.apium.store.ChordStore;
import io.apium.task.Fault;
import io.apium.task.GroupId;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Chords in the keys of Celery's Redis backend, so that Python workers may run some of the parts. */
public final class RedisChords implements ChordStore {

    private final Redis redis;

    public RedisChords(Redis redis) {
        this.redis = redis;
    }

    @Override
    public CompletableFuture<Void> expect(ChordSize size) {
        String parts = Integer.toString(size.parts());
        return redis.write(pipeline -> pipeline.set(Keys.size(size.group()), parts, redis.expiring()));
    }

    @Override
    public CompletableFuture<Join> join(ChordPart part) {
        GroupId group = part.group();
        TaskId id = part.ended().id();
        List<String> keys = List.of(Keys.parts(group), Keys.size(group), Keys.added(group), Keys.claim(group));
        List<String> arguments = List.of(
                part.index() == null ? "+inf" : part.index().toString(),
                ChordMember.write(part.ended()),
                ChordMember.prefix(id),
                id.value(),
                Long.toString(redis.expiresSeconds()));
        return redis.<Object, Join>write(pipeline -> Script.JOIN.call(pipeline, keys, arguments), RedisChords::joined);
    }

    private static Join joined(@Nullable Object answer) {
        if (!(answer instanceof List<?> members)) {
            return new Join.Waiting();
        }
        List<Payload> results = new ArrayList<>(members.size());
        for (Object member : members) {
            switch (ChordMember.read((String) member)) {
                case ChordMember.Good(TaskId _, Payload result) -> results.add(result);
                case ChordMember.Bad(TaskId id, Fault fault) -> {
                    return new Join.Broken(Fault.brokenChord(id, fault));
                }
            }
        }
        return new Join.Complete(results);
    }

    @Override
    public CompletableFuture<Void> settle(GroupId group) {
        return redis.write(
                pipeline -> pipeline.del(Keys.parts(group), Keys.size(group), Keys.added(group), Keys.claim(group)));
    }
}

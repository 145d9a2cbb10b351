package io.apium.testkit.memory;

import io.apium.canvas.ChordPart;
import io.apium.canvas.ChordSize;
import io.apium.store.ChordStore;
import io.apium.task.Fault;
import io.apium.task.GroupId;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The counts of chords. */
public final class MemoryChords implements ChordStore {

    private final Outage outage;
    private final Map<GroupId, Count> counts = new HashMap<>();
    private final Set<GroupId> settled = new HashSet<>();

    MemoryChords(Outage outage) {
        this.outage = outage;
    }

    @Override
    public CompletableFuture<Void> expect(ChordSize size) {
        return outage.eventually(() -> {
            count(size.group()).size = size.parts();
            return null;
        });
    }

    @Override
    public CompletableFuture<Join> join(ChordPart part) {
        return outage.eventually(() -> settled.contains(part.group())
                ? new Join.Waiting()
                : count(part.group()).join(part));
    }

    @Override
    public CompletableFuture<Void> settle(GroupId group) {
        return outage.eventually(() -> {
            counts.remove(group);
            settled.add(group);
            return null;
        });
    }

    private Count count(GroupId group) {
        return counts.computeIfAbsent(group, _ -> new Count());
    }

    /** The parts of one chord that have come in. */
    private static final class Count {

        private record Counted(int place, TaskRecord.Ended ended) {}

        private final Map<TaskId, Counted> parts = new LinkedHashMap<>();
        private @Nullable TaskId owner;
        private int size = Integer.MAX_VALUE;

        Join join(ChordPart part) {
            TaskId id = part.ended().id();
            Integer index = part.index();
            parts.putIfAbsent(id, new Counted(index == null ? Integer.MAX_VALUE : index, part.ended()));
            if (owner == null && parts.size() >= size) {
                owner = id;
            }
            return id.equals(owner) ? result() : new Join.Waiting();
        }

        private Join result() {
            List<Payload> results = new ArrayList<>();
            for (Counted part : parts.values().stream()
                    .sorted(Comparator.comparingInt(Counted::place))
                    .toList()) {
                switch (part.ended()) {
                    case TaskRecord.Succeeded succeeded -> results.add(succeeded.result());
                    case TaskRecord.Unsuccessful failed -> {
                        return new Join.Broken(Fault.brokenChord(failed.id(), failed.fault()));
                    }
                }
            }
            return new Join.Complete(results);
        }
    }
}

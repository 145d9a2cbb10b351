package io.apium.testkit.memory;

import io.apium.canvas.ChordPart;
import io.apium.canvas.ChordSize;
import io.apium.store.ChordStore;
import io.apium.task.Fault;
import io.apium.task.GroupId;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    /** How long without a size and without another part a chord is waited for. */
    private static final Duration UNSIZED = Duration.ofMillis(200);

    private final Outage outage;
    private final InstantSource clock;
    private final Map<GroupId, Count> counts = new HashMap<>();
    private final Set<GroupId> settled = new HashSet<>();
    private final Set<GroupId> damaged = new HashSet<>();

    MemoryChords(Outage outage, InstantSource clock) {
        this.outage = outage;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> expect(ChordSize size) {
        return outage.eventually(() -> {
            count(size.group()).size = size.parts();
            return null;
        });
    }

    /** From now on nobody can read what was counted of this chord. */
    public void damage(GroupId group) {
        outage.now(() -> damaged.add(group));
    }

    /** What was counted of this chord, and how many parts it has, is gone. */
    public void lose(GroupId group) {
        outage.now(() -> counts.remove(group) != null);
    }

    @Override
    public CompletableFuture<Join> join(ChordPart part) {
        return outage.eventually(() -> {
            GroupId group = part.group();
            if (damaged.contains(group)) {
                return new Join.Unreadable(Fault.uncountedChord(group, "cannot be read: they were damaged"));
            }
            return settled.contains(group) ? new Join.Waiting() : count(group).join(part, clock.instant());
        });
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

        private static final int UNKNOWN = Integer.MAX_VALUE;

        private record Counted(int place, TaskRecord.Ended ended) {}

        /** @param since when it last saw another part */
        private record Watcher(TaskId id, int parts, Instant since) {}

        private final Map<TaskId, Counted> parts = new LinkedHashMap<>();
        private @Nullable TaskId owner;
        private @Nullable Watcher watcher;
        private int size = UNKNOWN;

        Join join(ChordPart part, Instant now) {
            TaskId id = part.ended().id();
            int place = part.index() == null ? Integer.MAX_VALUE : part.index();
            Counted before = parts.putIfAbsent(id, new Counted(place, part.ended()));
            if (before != null && before.place() != place) {
                return new Join.Broken(
                        Fault.uncountedChord(part.group(), "cannot be counted: two of them have the id " + id));
            }
            if (size == UNKNOWN) {
                return unsized(part.group(), id, now);
            }
            if (owner == null && parts.size() >= size) {
                owner = id;
            }
            return id.equals(owner) ? result() : new Join.Waiting();
        }

        private Join unsized(GroupId group, TaskId id, Instant now) {
            Watcher watching = watcher;
            if (watching != null && !watching.id().equals(id)) {
                return new Join.Waiting();
            }
            if (watching == null || watching.parts() != parts.size()) {
                watcher = new Watcher(id, parts.size(), now);
            } else if (!now.isBefore(watching.since().plus(UNSIZED))) {
                return new Join.Broken(Fault.uncountedChord(group, "cannot be counted: their number is not known"));
            }
            return new Join.SizeUnknown(UNSIZED);
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

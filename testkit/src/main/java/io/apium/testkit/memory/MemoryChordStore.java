package io.apium.testkit.memory;

import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.store.ChordStore;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
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
public final class MemoryChordStore implements ChordStore {

    /** How long without a size and without another part a chord is waited for. */
    private static final Duration UNSIZED = Duration.ofMillis(200);

    private final OutageSwitch outageSwitch;
    private final InstantSource clock;
    private final Map<GroupId, Count> counts = new HashMap<>();
    private final Set<GroupId> settled = new HashSet<>();
    private final Set<GroupId> damaged = new HashSet<>();

    MemoryChordStore(OutageSwitch outageSwitch, InstantSource clock) {
        this.outageSwitch = outageSwitch;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> expect(ChordSize size) {
        return outageSwitch.eventually(() -> {
            count(size.group()).size = size.parts();
            return null;
        });
    }

    /** Makes the count of this chord unreadable. */
    public void damage(GroupId group) {
        outageSwitch.now(() -> damaged.add(group));
    }

    /** What was counted of this chord, and how many parts it has, is gone. */
    public void lose(GroupId group) {
        outageSwitch.now(() -> counts.remove(group) != null);
    }

    @Override
    public CompletableFuture<Join> join(CompletedChordMember part) {
        return outageSwitch.eventually(() -> {
            GroupId group = part.group();
            if (damaged.contains(group)) {
                return new Join.Unreadable(TaskError.uncountedChord(group, "cannot be read: they were damaged"));
            }
            return settled.contains(group) ? new Join.Waiting() : count(group).join(part, clock.instant());
        });
    }

    @Override
    public CompletableFuture<Void> settle(GroupId group) {
        return outageSwitch.eventually(() -> {
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

        Join join(CompletedChordMember part, Instant now) {
            TaskId id = part.ended().id();
            int place = part.index() == null ? Integer.MAX_VALUE : part.index();
            Counted before = parts.putIfAbsent(id, new Counted(place, part.ended()));
            if (before != null && before.place() != place) {
                return new Join.Broken(
                        TaskError.uncountedChord(part.group(), "cannot be counted: two of them have the id " + id));
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
                return new Join.Broken(TaskError.uncountedChord(group, "cannot be counted: their number is not known"));
            }
            return new Join.SizeUnknown(UNSIZED);
        }

        private Join result() {
            List<JsonText> results = new ArrayList<>();
            for (Counted part : parts.values().stream()
                    .sorted(Comparator.comparingInt(Counted::place))
                    .toList()) {
                switch (part.ended()) {
                    case TaskRecord.Succeeded succeeded -> results.add(succeeded.result());
                    case TaskRecord.Unsuccessful failed -> {
                        return new Join.Broken(TaskError.brokenChord(failed.id(), failed.error()));
                    }
                }
            }
            return new Join.Complete(results);
        }
    }
}

package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One chord, counted as {@code ChordStore} promises: each part once, the claim to the task that made the count full. */
final class ChordCount {

    sealed interface Join {}

    record Waiting() implements Join {}

    record Complete(List<JsonText> results) implements Join {}

    record Broken(TaskError error) implements Join {}

    private final GroupId group;
    private final Map<TaskId, CompletedChordMember> parts = new HashMap<>();
    private int size = -1;
    private TaskId claim;
    private boolean settled;

    ChordCount(GroupId group) {
        this.group = group;
    }

    void expect(int parts) {
        size = parts;
    }

    Join join(CompletedChordMember part) {
        if (settled) {
            return new Waiting();
        }
        TaskId id = part.ended().id();
        parts.put(id, part);
        assertThat(parts).as("parts of chord " + group).hasSizeLessThanOrEqualTo(size);
        if (parts.size() < size) {
            return new Waiting();
        }
        claim = claim == null ? id : claim;
        return claim.equals(id) ? full() : new Waiting();
    }

    void settle() {
        settled = true;
    }

    boolean settled() {
        return settled;
    }

    @Override
    public String toString() {
        return "chord " + group + " with " + parts.size() + " of " + size + " parts";
    }

    private Join full() {
        List<TaskRecord.Ended> ended = parts.values().stream()
                .sorted(Comparator.comparing(CompletedChordMember::index))
                .map(CompletedChordMember::ended)
                .toList();
        return ended.stream()
                .flatMap(one -> one instanceof TaskRecord.Unsuccessful failed ? Stream.of(failed) : Stream.of())
                .findFirst()
                .<Join>map(failed -> new Broken(TaskError.brokenChord(failed.id(), failed.error())))
                .orElseGet(() -> new Complete(ended.stream()
                        .map(one -> ((TaskRecord.Succeeded) one).result())
                        .toList()));
    }
}

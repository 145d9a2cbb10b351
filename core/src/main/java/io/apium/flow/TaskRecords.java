package io.apium.flow;

import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a flow's tasks that were read, and the ids of those that must be read as well. A step that looks up a
 * record which was not read notes its id; the caller reads it and repeats the step.
 */
public final class TaskRecords {

    private final Map<TaskId, TaskRecord> read;
    private final Set<TaskId> asked;
    private final Set<TaskId> missing = new LinkedHashSet<>();

    /** @param asked the tasks that were read, some of which have no record */
    public TaskRecords(Map<TaskId, TaskRecord> read, Set<TaskId> asked) {
        this.read = Map.copyOf(read);
        this.asked = new HashSet<>(asked);
    }

    /** @return null when there is no record, or it was not read */
    @Nullable
    TaskRecord find(TaskId id) {
        if (!asked.contains(id)) {
            missing.add(id);
        }
        return read.get(id);
    }

    boolean wasAsked(TaskId id) {
        return asked.contains(id);
    }

    /** The records to read before the step is repeated; empty when the step needed no others. */
    public Set<TaskId> missing() {
        return Set.copyOf(missing);
    }
}

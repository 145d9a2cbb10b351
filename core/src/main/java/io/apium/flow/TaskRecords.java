package io.apium.flow;

import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the tasks of a flow, and what else must be. Deciding asks for a record; where it was not read it is
 * noted, and whoever decides reads it and decides anew.
 */
public final class TaskRecords {

    private final Map<TaskId, TaskRecord> read;
    private final Set<TaskId> asked;
    private final Set<TaskId> missing = new LinkedHashSet<>();

    /** @param asked the tasks that were looked for, of which some have no record */
    public TaskRecords(Map<TaskId, TaskRecord> read, Set<TaskId> asked) {
        this.read = Map.copyOf(read);
        this.asked = new HashSet<>(asked);
    }

    /** @return null when there is none, or nobody has looked yet */
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

    /** To be read before deciding anew; nothing when all that mattered was there. */
    public Set<TaskId> missing() {
        return Set.copyOf(missing);
    }
}

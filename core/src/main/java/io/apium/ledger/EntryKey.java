package io.apium.ledger;

import io.apium.task.TaskId;

/** The key of an entry: its kind and its name. */
public record EntryKey(Kind kind, String name) {

    /** The kinds of entries. Each has a duty in the scheduler and its own type of state. */
    public enum Kind {
        TASK,
        SCHEDULE,
        FLOW
    }

    public static EntryKey task(TaskId id) {
        return new EntryKey(Kind.TASK, id.value());
    }

    public static EntryKey flow(TaskId id) {
        return new EntryKey(Kind.FLOW, id.value());
    }

    public static EntryKey schedule(String name) {
        return new EntryKey(Kind.SCHEDULE, name);
    }
}

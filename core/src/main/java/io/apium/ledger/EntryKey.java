package io.apium.ledger;

import io.apium.task.TaskId;

/** The name of an entry: of what kind it is, and which of them. */
public record EntryKey(Kind kind, String name) {

    /** The kinds of entries. Each has a duty of the scheduler's, and a state of its own. */
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

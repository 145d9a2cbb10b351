package io.apium.store;

import io.apium.canvas.TaskFilter;
import io.apium.task.TaskId;
import java.time.Instant;

/** Tasks that are not to be run any more. */
public sealed interface Revocation {

    record OfTask(TaskId id) implements Revocation {}

    /**
     * Every task that the filter matches and that comes up, waits or runs.
     *
     * @param until when this ends
     */
    record OfAll(TaskFilter filter, Instant until) implements Revocation {}
}

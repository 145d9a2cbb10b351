package io.apium.store;

import io.apium.canvas.TaskFilter;
import io.apium.task.TaskId;
import java.time.Instant;

/** Tasks that must not run any more. */
public sealed interface Revocation {

    record OfTask(TaskId id) implements Revocation {}

    /**
     * Every task that matches the filter, whether it arrives, waits or runs.
     *
     * @param until when the revocation ends
     */
    record OfAll(TaskFilter filter, Instant until) implements Revocation {}
}

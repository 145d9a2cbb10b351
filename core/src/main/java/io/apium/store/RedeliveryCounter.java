package io.apium.store;

import io.apium.canvas.TaskMessage;
import java.util.concurrent.CompletableFuture;

/**
 * Counts how often a message came back because whoever had it was gone, so that one which ends every worker that takes it is
 * found out. Each attempt has a count of its own, kept for as long as results are. A count may be one too high after an
 * outage of the store.
 */
public interface RedeliveryCounter {

    /**
     * The message has come again.
     *
     * @return how often by now
     */
    CompletableFuture<Long> count(TaskMessage message);

    /** The message goes back to its queue in good order: its next coming is not to count. */
    CompletableFuture<Void> excuse(TaskMessage message);

    /** The count starts anew. */
    CompletableFuture<Void> forget(TaskMessage message);
}

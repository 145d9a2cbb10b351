package io.apium.store;

import io.apium.canvas.TaskMessage;
import java.util.concurrent.CompletableFuture;

/**
 * Counts how often a message was redelivered because its worker was lost, so that a message that kills every worker is
 * found. Each attempt has its own count, which is kept as long as results are. A count may be one too high after an
 * outage of the store.
 */
public interface RedeliveryCounter {

    /**
     * The message was redelivered.
     *
     * @return the count, including this time
     */
    CompletableFuture<Long> count(TaskMessage message);

    /** The message is requeued on purpose: its next delivery is not counted. */
    CompletableFuture<Void> excuse(TaskMessage message);

    /** Resets the count. */
    CompletableFuture<Void> forget(TaskMessage message);
}

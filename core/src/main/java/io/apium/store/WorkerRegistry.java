package io.apium.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The running workers. Each announces itself every few seconds, and is removed when it stops; so a killed worker is
 * listed for a few seconds more.
 */
public interface WorkerRegistry {

    /** The largest number of workers that is listed. */
    int LISTED_MAX = 1_000;

    /**
     * Announces a running worker and its state.
     *
     * @param life how long the announcement is valid
     */
    CompletableFuture<Void> announce(WorkerStatus status, Duration life);

    /** The worker has stopped. */
    CompletableFuture<Void> withdraw(String node, long pid);

    /**
     * By their names, and those of one name by their start, the last one first.
     *
     * @throws StoreUnavailableException when the store is unavailable
     */
    List<WorkerStatus> list();
}

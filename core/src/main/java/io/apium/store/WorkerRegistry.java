package io.apium.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The workers that are there. Each says so itself every few seconds, and is forgotten when it does not: so one that was
 * killed is among them for a moment.
 */
public interface WorkerRegistry {

    /** More are not listed. */
    int LISTED_MAX = 1_000;

    /**
     * The worker is there, and at this.
     *
     * @param life how long that is believed
     */
    CompletableFuture<Void> announce(WorkerStatus status, Duration life);

    /** It is not there any more. */
    CompletableFuture<Void> withdraw(String node, long pid);

    /**
     * By their names, and those of one name by when they were started, the last one first.
     *
     * @throws StoreUnavailableException when the store is away
     */
    List<WorkerStatus> list();
}

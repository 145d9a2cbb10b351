package io.apium.worker.attempt;

import io.apium.store.RedeliveryCounter;
import io.apium.store.StoreUnavailableException;
import io.apium.worker.failure.ProcessingFailures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often a worker was lost while it had a task, from the broker's redelivered flag.
 *
 * <pre>
 *   a message                                      counts
 *   ─────────────────────────────────────────────  ───────────────────────────────────────────────────────────
 *   that starts and was delivered before           one: the worker that had it did not settle it
 *   that is redelivered to the worker that has it  none: its connection was lost, and the worker was not
 *   that a worker requeues                         none: its next delivery, which counts one, is excused
 *   that was acked                                 from zero again, if it is ever replayed
 * </pre>
 */
public final class LostWorkerCounter {

    private static final Logger log = LoggerFactory.getLogger(LostWorkerCounter.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final RedeliveryCounter redeliveries;

    public LostWorkerCounter(RedeliveryCounter redeliveries) {
        this.redeliveries = redeliveries;
    }

    /**
     * Waits for the store. Called last, when the handler may start otherwise.
     *
     * @return the number of lost workers
     * @throws StoreUnavailableException when the store does not answer
     */
    long count(Attempt attempt) {
        if (!attempt.delivery().redelivered()) {
            return 0;
        }
        // before the answer: a requeue meanwhile must excuse what is on its way to the store
        attempt.counted();
        try {
            return redeliveries.count(attempt.message()).get();
        } catch (ExecutionException e) {
            throw ProcessingFailures.unanswered("the redeliveries of " + attempt.id() + " were not counted", e);
        } catch (InterruptedException e) {
            // the worker stops and has requeued the attempt
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("the worker stops", e);
        }
    }

    /** The message is about to be requeued. Best effort: an excuse that is not stored counts as one lost worker. */
    void excuse(Attempt attempt) {
        if (attempt.delivery().redelivered() && !attempt.isCounted()) {
            // its next delivery counts one for both
            return;
        }
        var _ = DONE.thenCompose(_ -> redeliveries.excuse(attempt.message())).exceptionally(failure -> {
            log.warn("requeue not excused; it may count as a lost worker id={}", attempt.id(), failure);
            return null;
        });
    }

    CompletableFuture<Void> forget(Attempt attempt) {
        return attempt.isCounted() ? redeliveries.forget(attempt.message()) : DONE;
    }
}

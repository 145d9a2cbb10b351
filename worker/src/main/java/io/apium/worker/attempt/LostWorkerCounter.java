package io.apium.worker.attempt;

import io.apium.store.RedeliveryCounter;
import io.apium.store.StoreUnavailableException;
import io.apium.worker.failure.ProcessingFailures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often the workers that had a task were lost with it, by what the broker says of its message.
 *
 * <pre>
 *   a message                                            counts
 *   ───────────────────────────────────────────────────  ──────────────────────────────────────────────────
 *   that was in somebody's hands before, when it starts  one more: whoever had it did not settle it
 *   that comes again to the worker which still has it    nothing: a connection was lost, and nobody died
 *   that goes back in good order                         nothing: its next coming, which will count, is excused
 *   that was settled                                     from nothing again, should it ever be replayed
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
     * Asked when all but this says that the handler may start; waits while the store is away.
     *
     * @throws StoreUnavailableException when the store cannot say
     */
    long count(Attempt attempt) {
        if (!attempt.delivery().redelivered()) {
            return 0;
        }
        // before the answer: whoever gives it back meanwhile takes back what is on its way to the store
        attempt.counted();
        try {
            return redeliveries.count(attempt.message()).get();
        } catch (ExecutionException e) {
            throw ProcessingFailures.unanswered("how often " + attempt.id() + " came again was not counted", e);
        } catch (InterruptedException e) {
            // the worker stops, and has given the attempt back
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("the worker stops", e);
        }
    }

    /** The attempt's message is about to go back to its queue. Best effort: what is not written costs it one life. */
    void excuse(Attempt attempt) {
        if (attempt.delivery().redelivered() && !attempt.isCounted()) {
            // its next coming counts for this one, too
            return;
        }
        var _ = DONE.thenCompose(_ -> redeliveries.excuse(attempt.message())).exceptionally(failure -> {
            log.warn("{} goes back to its queue and may be counted as lost", attempt.id(), failure);
            return null;
        });
    }

    CompletableFuture<Void> forget(Attempt attempt) {
        return attempt.isCounted() ? redeliveries.forget(attempt.message()) : DONE;
    }
}

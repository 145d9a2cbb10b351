package io.apium.worker.attempt;

import io.apium.store.StoreUnavailableException;
import io.apium.worker.attempt.Admission.Run;
import io.apium.worker.handler.Handler;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides in a slot whether an attempt may start: it is still admitted, has not been made before, and its limits let it
 * start.
 */
record StartCheck(ArrivalCheck arrival, RedeliveryCheck redeliveries, StartLimiter limiter) {

    /** How long an attempt waits before the result store is asked again. */
    private static final Duration STORE_PAUSE = Duration.ofMillis(200);

    Admission of(Attempt attempt) {
        try {
            Admission admission = arrival.of(attempt);
            return admission instanceof Run(Handler handler) ? unlessMade(attempt, handler) : admission;
        } catch (StoreUnavailableException e) {
            return new Admission.AskAgain(STORE_PAUSE);
        }
    }

    private Admission unlessMade(Attempt attempt, Handler handler) {
        Optional<Disposition> made = redeliveries.made(attempt, handler);
        return made.<Admission>map(Admission.Settle::new).orElseGet(() -> limiter.start(attempt, handler));
    }

    /** Releases the permit that the attempt was given to start, if any. */
    void release(Attempt attempt) {
        limiter.release(attempt);
    }
}

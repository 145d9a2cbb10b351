package io.apium.worker.attempt;

import io.apium.store.LimitStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Permit;
import io.apium.store.StoreUnavailableException;
import io.apium.worker.attempt.Admission.AskAgain;
import io.apium.worker.attempt.Admission.Run;
import io.apium.worker.attempt.Admission.Settle;
import io.apium.worker.attempt.Disposition.Hold;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.limit.RateLimiter;
import io.apium.worker.limit.SharedLimits;
import java.time.Duration;

/**
 * Decides whether the limits of a task let an attempt start. The rate limit of this worker is asked first, then the
 * limit store, which knows the starts of all workers.
 *
 * <pre>
 *   the limits                                    the attempt
 *   ────────────────────────────────────────────  ───────────────────────────────────────────────────────────────────
 *   let it start                                  starts
 *   let it start within 100 ms                    stays in memory without a slot, and asks again
 *   let it start later                            waits in the ledger until shortly before
 *   are full: the maximum of attempts runs        waits in the ledger until a permit is released, or for a fixed time
 * </pre>
 */
record StartLimiter(LocalRateLimits rates, SharedLimits limits) {

    private static final Duration ASK_AGAIN_WITHIN = Duration.ofMillis(100);

    /**
     * A released permit may wake an attempt that never comes, so the others ask by themselves: the first one soon,
     * all at last.
     */
    private static final Duration FULL_PAUSE = Duration.ofSeconds(10);

    private static final Duration FULL_PAUSE_FOR_EACH_AHEAD = Duration.ofMillis(100);
    private static final Duration FULL_PAUSE_MAX = Duration.ofMinutes(10);

    /** @throws StoreUnavailableException when the limit store does not answer */
    Admission start(Attempt attempt, Handler handler) {
        attempt.needs(handler.permit(attempt.message()));
        RateLimiter limiter = rates.of(attempt.message().task());
        return limiter == null ? shared(attempt, handler) : inTurn(attempt, handler, limiter);
    }

    /** A start that the shared limit does not allow is given back to the rate limiter. */
    private Admission inTurn(Attempt attempt, Handler handler, RateLimiter limiter) {
        RateLimiter.Answer answer =
                limiter.ask(attempt.isHeldBack(), MonotonicTime.now().nanos());
        MonotonicTime moment = new MonotonicTime(answer.moment());
        if (!answer.mayStart()) {
            attempt.heldBack();
            return later(moment.until());
        }
        boolean starts = false;
        try {
            moment.await();
            Admission admission = shared(attempt, handler);
            starts = admission instanceof Run;
            return admission;
        } finally {
            if (!starts) {
                limiter.giveBack(answer);
            }
        }
    }

    private Admission shared(Attempt attempt, Handler handler) {
        if (attempt.permit().isEmpty()) {
            return new Run(handler);
        }
        Permit permit = attempt.permit().get();
        return switch (limits.take(permit)) {
            case Grant.Granted _ -> new Run(handler);
            case Grant.Later(Duration delay) -> later(delay.minus(permit.limit().lead()));
            case Grant.Full(long ahead) -> new Settle(new Hold(fullPause(ahead), permit));
        };
    }

    /**
     * The way from the ledger to a slot takes about as long as {@link LimitStore#EARLY}, so the message leaves it
     * so early.
     */
    private static Admission later(Duration delay) {
        return delay.compareTo(ASK_AGAIN_WITHIN) <= 0
                ? new AskAgain(delay)
                : new Settle(new Hold(delay.minus(LimitStore.EARLY), null));
    }

    /** The attempt has ended, or does not start. */
    void release(Attempt attempt) {
        attempt.permit().ifPresent(limits::release);
    }

    private static Duration fullPause(long ahead) {
        Duration pause = FULL_PAUSE.plus(FULL_PAUSE_FOR_EACH_AHEAD.multipliedBy(ahead));
        return pause.compareTo(FULL_PAUSE_MAX) < 0 ? pause : FULL_PAUSE_MAX;
    }
}

package io.apium.worker.attempt;

import io.apium.store.LimitStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Permit;
import io.apium.store.StoreUnavailableException;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.limit.RateLimiter;
import io.apium.worker.limit.SharedLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets tasks with limits start when they may, and sends the others to the ledger. The worker's own rate is asked first, and
 * the store, which knows what all workers do, then.
 *
 * <pre>
 *   it is said that                        the task
 *   ─────────────────────────────────────  ──────────────────────────────────────────────────────────────────
 *   it may start                           starts
 *   it may start within IN_HAND            stays in hand, without a slot, and asks again
 *   it may start later                     is in the ledger until shortly before, so that it is here in time
 *   as many run as may                     is in the ledger until it is called, or asks by itself after a while
 * </pre>
 */
public final class StartLimiter {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final Duration IN_HAND = Duration.ofMillis(100);

    /** Somebody who was called may never come; so the line looks after itself, and one in it more often than each. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PATIENCE_FOR_EACH_AHEAD = Duration.ofMillis(100);
    private static final Duration PATIENCE_MAX = Duration.ofMinutes(10);

    private final LocalRateLimits rates;
    private final SharedLimits limits;
    private final AttemptCompleter completer;

    public StartLimiter(LocalRateLimits rates, SharedLimits limits, AttemptCompleter completer) {
        this.rates = rates;
        this.limits = limits;
        this.completer = completer;
    }

    /**
     * @param again is given the attempt when it is to try once more
     * @return whether it may start now; if not, it is taken care of
     * @throws StoreUnavailableException when the store cannot say
     */
    boolean opens(Attempt attempt, Optional<Permit> permit, Consumer<Attempt> again) {
        RateLimiter limiter = rates.of(attempt.message().task());
        return limiter == null
                ? mayRun(attempt, permit, again)
                : keepsPace(attempt, limiter, again, () -> mayRun(attempt, permit, again));
    }

    /** @param rest what else it takes; without it the start is somebody else's */
    private boolean keepsPace(Attempt attempt, RateLimiter limiter, Consumer<Attempt> again, BooleanSupplier rest) {
        RateLimiter.Answer answer =
                limiter.ask(attempt.isHeldBack(), MonotonicTime.now().nanos());
        MonotonicTime monotonicTime = new MonotonicTime(answer.moment());
        if (!answer.mayStart()) {
            attempt.heldBack();
            later(attempt, monotonicTime.until(), again);
            return false;
        }
        boolean open = false;
        try {
            monotonicTime.await();
            open = rest.getAsBoolean();
        } finally {
            if (!open) {
                limiter.giveBack(answer);
            }
        }
        return open;
    }

    private boolean mayRun(Attempt attempt, Optional<Permit> permit, Consumer<Attempt> again) {
        return permit.isEmpty() || opens(attempt, permit.get(), again);
    }

    private boolean opens(Attempt attempt, Permit permit, Consumer<Attempt> again) {
        switch (limits.take(permit)) {
            case Grant.Granted _ -> {
                return true;
            }
            case Grant.Later(Duration delay) ->
                later(attempt, delay.minus(permit.limit().lead()), again);
            case Grant.Full(long ahead) -> {
                if (attempt.claim()) {
                    completer.step(
                            attempt, () -> completer.hold(attempt, patience(ahead), () -> limits.lineUp(permit)));
                }
            }
        }
        return false;
    }

    /** It is in hand again by then, and asks. */
    private void later(Attempt attempt, Duration delay, Consumer<Attempt> again) {
        if (delay.compareTo(IN_HAND) <= 0) {
            tryAgain(attempt, delay, again);
        } else if (attempt.claim()) {
            // the way from the ledger to a slot takes as long, or a little less
            completer.step(attempt, () -> completer.hold(attempt, delay.minus(LimitStore.EARLY), () -> DONE));
        }
    }

    /** It has ended, or will not start. */
    void leave(Optional<Permit> permit) {
        permit.ifPresent(limits::release);
    }

    private static void tryAgain(Attempt attempt, Duration delay, Consumer<Attempt> again) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(() -> {
            if (attempt.isWaiting()) {
                again.accept(attempt);
            }
        });
    }

    private static Duration patience(long ahead) {
        Duration patience = PATIENCE.plus(PATIENCE_FOR_EACH_AHEAD.multipliedBy(ahead));
        return patience.compareTo(PATIENCE_MAX) < 0 ? patience : PATIENCE_MAX;
    }
}

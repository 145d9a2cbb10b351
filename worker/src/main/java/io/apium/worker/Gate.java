package io.apium.worker;

import io.apium.store.Limits;
import io.apium.store.Limits.Grant;
import io.apium.store.Limits.Permit;
import io.apium.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets tasks with a {@link Limit} start when they may, and sends the others to the ledger.
 *
 * <pre>
 *   the store says                         the task
 *   ─────────────────────────────────────  ──────────────────────────────────────────────────────────────────
 *   it may start                           starts
 *   it may start within IN_HAND            stays in hand, without a slot, and asks again
 *   it may start later                     is in the ledger until shortly before, so that it is here in time
 *   as many run as may                     is in the ledger until it is called, or asks by itself after a while
 * </pre>
 */
final class Gate {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final Duration IN_HAND = Duration.ofMillis(100);

    /** Somebody who was called may never come; so the line looks after itself, and one in it more often than each. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PATIENCE_FOR_EACH_AHEAD = Duration.ofMillis(100);
    private static final Duration PATIENCE_MAX = Duration.ofMinutes(10);

    private final Permits permits;
    private final Ending ending;

    Gate(Permits permits, Ending ending) {
        this.permits = permits;
        this.ending = ending;
    }

    /**
     * @param again is given the attempt when it is to try once more
     * @return whether it may start now; if not, it is taken care of
     * @throws StoreUnavailable when the store cannot say
     */
    boolean opens(Attempt attempt, Optional<Permit> permit, Consumer<Attempt> again) {
        return permit.isEmpty() || opens(attempt, permit.get(), again);
    }

    private boolean opens(Attempt attempt, Permit permit, Consumer<Attempt> again) {
        switch (permits.take(permit)) {
            case Grant.Granted _ -> {
                return true;
            }
            case Grant.Later(Duration delay)
            when delay.compareTo(IN_HAND) <= 0 ->
                tryAgain(attempt, delay.minus(permit.allowance().lead()), again);
            case Grant.Later(Duration delay) -> {
                if (attempt.claim()) {
                    // the way from the ledger to a slot takes as long, or a little less
                    ending.hold(attempt, delay.minus(Limits.EARLY), () -> DONE);
                }
            }
            case Grant.Full(long ahead) -> {
                if (attempt.claim()) {
                    ending.hold(attempt, patience(ahead), () -> permits.lineUp(permit));
                }
            }
        }
        return false;
    }

    /** It has ended, or will not start. */
    void leave(Optional<Permit> permit) {
        permit.ifPresent(permits::release);
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

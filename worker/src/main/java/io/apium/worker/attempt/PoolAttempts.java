package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.store.Revocation;
import io.apium.task.TaskId;
import io.apium.worker.handler.StopReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** The attempts of one pool, and what stops them from outside: revocations and the shutdown of the worker. */
public final class PoolAttempts implements AutoCloseable {

    private final InFlight inFlight;
    private final RevokedTasks revoked;
    private final DeliveryPipeline pipeline;
    private final AttemptCompleter completer;
    private final TimeLimitEnforcer timeLimits;
    private final InstantSource clock;

    PoolAttempts(
            InFlight inFlight,
            RevokedTasks revoked,
            DeliveryPipeline pipeline,
            AttemptCompleter completer,
            TimeLimitEnforcer timeLimits,
            InstantSource clock) {
        this.inFlight = inFlight;
        this.revoked = revoked;
        this.pipeline = pipeline;
        this.completer = completer;
        this.timeLimits = timeLimits;
        this.clock = clock;
    }

    /** Takes a message; throws nothing. */
    public void receive(Delivery delivery) {
        pipeline.receive(delivery);
    }

    /** The attempts that run, wait for a slot, or are being settled. */
    public InFlight inFlight() {
        return inFlight;
    }

    /** A waiting attempt of a revoked task ends at once, and a running one is interrupted. */
    public void revoke(Revocation revocation) {
        Instant now = clock.instant();
        revoked.add(revocation, now);
        switch (revocation) {
            case Revocation.OfTask(TaskId id) -> {
                inFlight.find(id).ifPresent(this::revoke);
                inFlight.all().stream().filter(attempt -> isOfFlow(attempt, id)).forEach(this::revoke);
            }
            case Revocation.OfAll _ ->
                inFlight.all().stream()
                        .filter(attempt -> revoked.contains(attempt.message(), now))
                        .forEach(this::revoke);
        }
    }

    private static boolean isOfFlow(Attempt attempt, TaskId id) {
        return attempt.message().flow().filter(mark -> mark.flow().equals(id)).isPresent();
    }

    private void revoke(Attempt attempt) {
        if (attempt.claim()) {
            completer.settle(attempt, Disposition.revoked("revoked"));
        } else {
            attempt.stop(StopReason.REVOKED);
        }
    }

    /**
     * Requeues the attempts that have not started, and those whose handlers wait for the end of this process.
     *
     * @return done when the others have ended
     */
    public CompletableFuture<Void> drain() {
        CompletableFuture<Void> drained = inFlight.drain();
        for (Attempt attempt : inFlight.all()) {
            boolean runs = !attempt.claim();
            Disposition.atShutdown(runs, attempt.isExiting(), false)
                    .ifPresent(disposition -> completer.settle(attempt, disposition));
        }
        return drained;
    }

    /**
     * Interrupts and requeues the attempts that have not ended when the shutdown timeout has passed.
     *
     * @return their number
     */
    public int abandon() {
        Collection<Attempt> left = inFlight.all();
        left.forEach(attempt -> attempt.stop(StopReason.WORKER_STOPPED));
        left.forEach(attempt -> Disposition.atShutdown(true, false, true)
                .ifPresent(disposition -> completer.settle(attempt, disposition)));
        return left.size();
    }

    /** No time limit is enforced from now on. */
    @Override
    public void close() {
        timeLimits.close();
    }
}

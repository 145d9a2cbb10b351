package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.canvas.TaskMessage;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.metrics.WorkerMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Decides whether an attempt that has just arrived may wait for a slot, without any call to a store. */
final class ArrivalCheck {

    private final HandlerRegistry handlers;
    private final RevokedTasks revoked;
    private final InFlight inFlight;
    private final WorkerMetrics metrics;
    private final boolean keepsExpired;
    private final InstantSource clock;

    /** @param keepsExpired whether the message of an expired task becomes a dead letter */
    ArrivalCheck(
            HandlerRegistry handlers,
            RevokedTasks revoked,
            InFlight inFlight,
            WorkerMetrics metrics,
            boolean keepsExpired,
            InstantSource clock) {
        this.handlers = handlers;
        this.revoked = revoked;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.keepsExpired = keepsExpired;
        this.clock = clock;
    }

    /** Measures how long the message waited in its queue; a redelivered message has not waited there since it was sent. */
    void measureWait(Delivery delivery) {
        Instant sentAt = delivery.sentAt();
        if (sentAt != null && !delivery.redelivered()) {
            metrics.waited(delivery.queue(), Duration.between(sentAt, clock.instant()));
        }
    }

    /** The attempt is in {@link InFlight} already: a shutdown either finds it there, or is seen here. */
    Admission of(Attempt attempt) {
        if (inFlight.isDraining()) {
            return new Admission.Settle(Disposition.Requeue.NOW);
        }
        TaskMessage message = attempt.message();
        Instant now = clock.instant();
        return Admission.of(attempt, handlers.find(message.task()), revoked.contains(message, now), keepsExpired, now);
    }
}

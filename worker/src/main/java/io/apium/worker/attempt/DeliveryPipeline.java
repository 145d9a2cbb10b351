package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.LimitStore.Permit;
import io.apium.store.Revocation;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.StopReason;
import io.apium.worker.metrics.WorkerMetrics;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The way of a message from its delivery to a slot, where its {@link AttemptRunner} is, and then its {@link AttemptCompleter}. */
public final class DeliveryPipeline {

    /** How long a task waits before it asks again whether the store is back. */
    private static final Duration STORE_PAUSE = Duration.ofMillis(200);

    /**
     * What may be run, and how.
     *
     * @param started what STARTED is stored with
     */
    public record Work(
            HandlerRegistry handlers,
            RevokedTasks revoked,
            LostWorkerCounter lostWorkers,
            StartLimiter limiter,
            HandlerJson handlerJson,
            Started started,
            TimeLimitEnforcer timeLimits,
            WorkerProperties properties) {}

    /** Where a task is running, in Celery's words. */
    public record Started(long pid, String hostname) {}

    private final Work work;
    private final WorkerPorts ports;
    private final InFlight inFlight;
    private final Pool pool;
    private final WorkerMetrics metrics;
    private final AttemptRunner runner;
    private final AttemptCompleter completer;
    private final RedeliveryCheck redeliveryCheck;

    public DeliveryPipeline(
            Work work,
            WorkerPorts ports,
            InFlight inFlight,
            Pool pool,
            WorkerMetrics metrics,
            AttemptCompleter completer) {
        this.work = work;
        this.ports = ports;
        this.inFlight = inFlight;
        this.pool = pool;
        this.metrics = metrics;
        this.runner = new AttemptRunner(work, ports, pool, metrics, completer);
        this.completer = completer;
        this.redeliveryCheck = new RedeliveryCheck(ports);
    }

    /** Nothing is thrown from here: on the threads of a consumer it would end more than this message. */
    public void receive(Delivery delivery) {
        completer.receive(delivery, this::take);
    }

    private void take(Delivery delivery) {
        Instant sentAt = delivery.sentAt();
        if (sentAt != null && !delivery.redelivered()) {
            // one that comes again has not waited in its queue since
            metrics.waited(
                    delivery.queue(), Duration.between(sentAt, ports.clock().instant()));
        }
        switch (delivery.content()) {
            case Content.Unreadable unreadable -> completer.unreadable(delivery, unreadable);
            case Content.Task(TaskMessage message) ->
                inFlight.take(message, delivery).ifPresent(this::received);
        }
    }

    /** A task that waits for anything ends at once; one that runs is told to. */
    public void revoke(Revocation revocation) {
        Instant now = ports.clock().instant();
        work.revoked().add(revocation, now);
        switch (revocation) {
            case Revocation.OfTask(TaskId id) -> {
                inFlight.find(id).ifPresent(this::revoke);
                inFlight.all().stream()
                        .filter(attempt -> attempt.message()
                                .flow()
                                .filter(mark -> mark.flow().equals(id))
                                .isPresent())
                        .forEach(this::revoke);
            }
            case Revocation.OfAll _ ->
                inFlight.all().stream()
                        .filter(attempt -> work.revoked().contains(attempt.message(), now))
                        .forEach(this::revoke);
        }
    }

    private void revoke(Attempt attempt) {
        if (attempt.claim()) {
            completer.step(attempt, () -> completer.end(attempt, new Outcome.Revoked(TaskError.revoked("revoked"))));
        } else {
            attempt.stop(StopReason.REVOKED);
        }
    }

    private void received(Attempt attempt) {
        // asked after the attempt was entered: whoever drains sees it there, or it sees here that all is over
        if (inFlight.isDraining() && attempt.claim()) {
            inFlight.giveBack(attempt);
        } else {
            admit(attempt);
        }
    }

    private void admit(Attempt attempt) {
        try {
            Admission admission = admission(attempt);
            if (admission instanceof Admission.Run) {
                pool.execute(() -> start(attempt));
            } else if (attempt.claim()) {
                completer.step(attempt, () -> turnAway(attempt, admission));
            }
        } catch (Throwable e) {
            completer.stepUnclaimed(attempt, e, () -> admit(attempt));
        }
    }

    private void turnAway(Attempt attempt, Admission admission) {
        switch (admission) {
            case Admission.Later(Instant eta) -> completer.delay(attempt, eta);
            case Admission.Refuse(Outcome.Final outcome) -> completer.end(attempt, outcome);
            case Admission.Expired(Instant expires) -> expired(attempt, expires);
            case Admission.Unknown() -> {
                String task = attempt.message().task();
                Outcome.Final failure = new Outcome.Failure(TaskError.notRegistered(task));
                completer.end(attempt, failure, Cause.UNKNOWN_TASK, "no handler for task " + task);
            }
            case Admission.Run _ -> throw new IllegalArgumentException("admitted: " + attempt.id());
        }
    }

    private void expired(Attempt attempt, Instant expires) {
        Outcome.Final cancelled = new Outcome.Revoked(TaskError.revoked("expired"));
        if (work.properties().deadLetterExpired()) {
            completer.end(attempt, cancelled, Cause.EXPIRED, "it was not run before " + expires);
        } else {
            completer.end(attempt, cancelled);
        }
    }

    private Admission admission(Attempt attempt) {
        TaskMessage message = attempt.message();
        Instant now = ports.clock().instant();
        return Admission.of(
                attempt, work.handlers().find(message.task()), work.revoked().contains(message, now), now);
    }

    /** There is a slot for it, which may have taken long. Whatever is thrown here, the slot is free afterwards. */
    private void start(Attempt attempt) {
        try {
            startNow(attempt);
        } catch (StoreUnavailableException e) {
            hold(attempt);
        } catch (Throwable e) {
            completer.stepUnclaimed(attempt, e, () -> admit(attempt));
        }
    }

    /** @throws StoreUnavailableException when nobody can say now whether it may start */
    private void startNow(Attempt attempt) {
        if (!attempt.isWaiting()) {
            // it was ended or given back meanwhile, and must not be counted as one that starts
            return;
        }
        if (!(admission(attempt) instanceof Admission.Run(Handler handler))) {
            admit(attempt);
            return;
        }
        Optional<Permit> permit = handler.permit(attempt.message());
        TaskRecord standing = redeliveryCheck.standing(attempt, handler);
        // held back by its limit it starts more than once, and is lost once
        long lost =
                standing == null && !attempt.isCounted() ? work.lostWorkers().count(attempt) : 0;
        boolean isToBeRun = standing == null && lost < work.properties().deliveryLimit();
        if (isToBeRun && !work.limiter().opens(attempt, permit, this::admit)) {
            return;
        }
        if (attempt.claim()) {
            completer.step(attempt, () -> {
                switch (standing) {
                    case TaskRecord.Ended ended -> completer.repeat(attempt, ended);
                    case TaskRecord.Open _ -> completer.handedOver(attempt);
                    case TaskRecord.Unreadable _ -> runOrGiveUp(attempt, handler, permit, lost);
                    case null -> runOrGiveUp(attempt, handler, permit, lost);
                }
            });
        } else {
            work.limiter().leave(permit);
        }
    }

    /** Nothing was started: it stays in hand until the store is back. */
    private void hold(Attempt attempt) {
        CompletableFuture.delayedExecutor(STORE_PAUSE.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> {
                    if (attempt.isWaiting()) {
                        admit(attempt);
                    }
                });
    }

    private void runOrGiveUp(Attempt attempt, Handler handler, Optional<Permit> permit, long lost) {
        if (lost < work.properties().deliveryLimit()) {
            runner.run(attempt, handler, permit);
        } else {
            String reason = "its worker was lost " + lost + " times while running it";
            completer.end(attempt, new Outcome.Failure(TaskError.workerLost(reason)), Cause.POISONED, reason);
        }
    }
}

package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetters.Cause;
import io.apium.store.Limits.Permit;
import io.apium.store.Revocation;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.binding.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The way of a message from its delivery to a slot, where its {@link Execution} is, and then its {@link Ending}. */
final class Road {

    /** How long a task waits before it asks again whether the store is back. */
    private static final Duration STORE_PAUSE = Duration.ofMillis(200);

    /**
     * What may be run, and how.
     *
     * @param started what STARTED is stored with
     */
    record Work(
            Handlers handlers,
            Revoked revoked,
            Losses losses,
            Gate gate,
            Json json,
            Started started,
            Deadlines deadlines,
            WorkerProperties properties) {}

    /** Where a task is running, in Celery's words. */
    record Started(long pid, String hostname) {}

    private final Work work;
    private final Ports ports;
    private final InFlight inFlight;
    private final Pool pool;
    private final Meters meters;
    private final Execution execution;
    private final Ending ending;
    private final Earlier earlier;

    Road(Work work, Ports ports, InFlight inFlight, Pool pool, Meters meters, Ending ending) {
        this.work = work;
        this.ports = ports;
        this.inFlight = inFlight;
        this.pool = pool;
        this.meters = meters;
        this.execution = new Execution(work, ports, pool, meters, ending);
        this.ending = ending;
        this.earlier = new Earlier(ports);
    }

    /** Nothing is thrown from here: on the threads of a consumer it would end more than this message. */
    void receive(Delivery delivery) {
        ending.receive(delivery, this::take);
    }

    private void take(Delivery delivery) {
        Instant sentAt = delivery.sentAt();
        if (sentAt != null && !delivery.redelivered()) {
            // one that comes again has not waited in its queue since
            meters.waited(
                    delivery.queue(), Duration.between(sentAt, ports.clock().instant()));
        }
        switch (delivery.content()) {
            case Content.Unreadable unreadable -> ending.unreadable(delivery, unreadable);
            case Content.Task(TaskMessage message) ->
                inFlight.take(message, delivery).ifPresent(this::received);
        }
    }

    /** A task that waits for anything ends at once; one that runs is told to. */
    void revoke(Revocation revocation) {
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
            ending.step(attempt, () -> ending.end(attempt, new Outcome.Cancelled(Fault.revoked("revoked"))));
        } else {
            attempt.stop(Stop.TERMINATED);
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
                ending.step(attempt, () -> turnAway(attempt, admission));
            }
        } catch (Throwable e) {
            ending.stepUnclaimed(attempt, e, () -> admit(attempt));
        }
    }

    private void turnAway(Attempt attempt, Admission admission) {
        switch (admission) {
            case Admission.Later(Instant eta) -> ending.delay(attempt, eta);
            case Admission.Refuse(Outcome.Last outcome) -> ending.end(attempt, outcome);
            case Admission.Expired(Instant expires) -> expired(attempt, expires);
            case Admission.Unknown() -> {
                String task = attempt.message().task();
                Outcome.Last failure = new Outcome.Failure(Fault.notRegistered(task));
                ending.end(attempt, failure, Cause.UNKNOWN_TASK, "no handler for task " + task);
            }
            case Admission.Run _ -> throw new IllegalArgumentException("admitted: " + attempt.id());
        }
    }

    private void expired(Attempt attempt, Instant expires) {
        Outcome.Last cancelled = new Outcome.Cancelled(Fault.revoked("expired"));
        if (work.properties().keepExpired()) {
            ending.end(attempt, cancelled, Cause.EXPIRED, "it was not run before " + expires);
        } else {
            ending.end(attempt, cancelled);
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
            ending.stepUnclaimed(attempt, e, () -> admit(attempt));
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
        TaskRecord standing = earlier.standing(attempt, handler);
        // held back by its limit it starts more than once, and is lost once
        long lost = standing == null && !attempt.isCounted() ? work.losses().count(attempt) : 0;
        boolean isToBeRun = standing == null && lost < work.properties().deliveryLimit();
        if (isToBeRun && !work.gate().opens(attempt, permit, this::admit)) {
            return;
        }
        if (attempt.claim()) {
            ending.step(attempt, () -> {
                switch (standing) {
                    case TaskRecord.Ended ended -> ending.repeat(attempt, ended);
                    case TaskRecord.Open _ -> ending.handedOver(attempt);
                    case TaskRecord.Unreadable _ -> runOrGiveUp(attempt, handler, permit, lost);
                    case null -> runOrGiveUp(attempt, handler, permit, lost);
                }
            });
        } else {
            work.gate().leave(permit);
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
            execution.run(attempt, handler, permit);
        } else {
            String reason = "its worker was lost " + lost + " times while running it";
            ending.end(attempt, new Outcome.Failure(Fault.workerLost(reason)), Cause.POISONED, reason);
        }
    }
}

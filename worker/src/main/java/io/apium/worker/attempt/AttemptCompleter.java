package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.worker.failure.AttemptLog;
import io.apium.worker.metrics.WorkerMetrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Carries out what becomes of an attempt: the record, then the follow-ups, then the ack; for a task that runs later,
 * the ledger, then the record, then the ack. No thread waits here: each step starts when the one before is confirmed. A
 * step that fails is taken again, as {@link ProcessingRetry} says, and the same step taken twice has the same effect.
 */
final class AttemptCompleter {

    private final InFlight inFlight;
    private final LostWorkerCounter lostWorkers;
    private final ResultRecorder recorder;
    private final Rescheduler rescheduler;
    private final TaskFlows flows;
    private final WorkerMetrics metrics;
    private final Settlements settlements;
    private final ProcessingRetry retry = new ProcessingRetry();

    AttemptCompleter(
            InFlight inFlight,
            LostWorkerCounter lostWorkers,
            ResultRecorder recorder,
            Rescheduler rescheduler,
            TaskFlows flows,
            WorkerMetrics metrics) {
        this.inFlight = inFlight;
        this.lostWorkers = lostWorkers;
        this.recorder = recorder;
        this.rescheduler = rescheduler;
        this.flows = flows;
        this.metrics = metrics;
        this.settlements = new Settlements(inFlight, recorder);
    }

    /** Settles an attempt that the caller has claimed. Throws nothing. */
    void settle(Attempt attempt, Disposition disposition) {
        settle(attempt, () -> disposition);
    }

    /** The same; the decision is made again when it throws. */
    void settle(Attempt attempt, Supplier<Disposition> decision) {
        retry.step(() -> settlements.of(attempt), () -> carryOut(attempt, decision.get()));
    }

    private void carryOut(Attempt attempt, Disposition disposition) {
        TaskMessage message = attempt.message();
        String task = message.task();
        switch (disposition) {
            case Disposition.End end -> {
                metrics.ended(task, end.outcome());
                AttemptLog.ended(message, attempt.queue(), attempt.ran(), end.outcome());
                last(attempt, () -> recorder.end(attempt, end), !(end.outcome() instanceof Outcome.Success));
            }
            case Disposition.Repeat(var stored) -> last(attempt, () -> recorder.repeat(attempt.repeatable(), stored));
            case Disposition.HandedOver() -> last(attempt, AttemptCompleter::done);
            case Disposition.BecomeFlow(var flow) -> last(attempt, () -> flows.start(flow));
            case Disposition.Retry next -> {
                metrics.retried(task);
                AttemptLog.retried(message, attempt.queue(), attempt.ran(), next.error(), next.due());
                inFlight.leave(attempt);
                last(attempt, () -> rescheduler.retry(next));
            }
            case Disposition.Delay(var eta) -> {
                metrics.delayed(task);
                inFlight.leave(attempt);
                last(attempt, () -> rescheduler.delay(message, eta));
            }
            case Disposition.Reroute next -> {
                metrics.moved(task);
                inFlight.leave(attempt);
                ackAfter(attempt, () -> rescheduler.reroute(next));
            }
            case Disposition.Hold hold -> {
                metrics.held(task);
                inFlight.leave(attempt);
                ackAfter(attempt, () -> rescheduler.hold(message, hold));
            }
            case Disposition.Requeue(Duration after) -> requeue(attempt, after);
            case Disposition.Lost() -> {
                metrics.lost(task);
                inFlight.requeueAsLost(attempt);
            }
            case Disposition.Settled() -> {}
        }
    }

    private void last(Attempt attempt, Supplier<CompletableFuture<Void>> steps) {
        last(attempt, steps, false);
    }

    /**
     * The attempt is over, and lost workers of its message are forgotten.
     *
     * @param wakesFlow whether the flow is woken for a member of a chord, too: the chord's body wakes it when all
     * members succeed
     */
    private void last(Attempt attempt, Supplier<CompletableFuture<Void>> steps, boolean wakesFlow) {
        GroupMembership membership = attempt.message().options().membership();
        boolean isMember = membership != null && membership.chord() != null;
        ackAfter(
                attempt,
                () -> steps.get()
                        .thenCompose(_ -> isMember && !wakesFlow ? done() : flows.wake(attempt.message()))
                        .thenCompose(_ -> lostWorkers.forget(attempt)));
    }

    private void ackAfter(Attempt attempt, Supplier<CompletableFuture<Void>> steps) {
        retry.run(settlements.of(attempt), steps);
    }

    private void requeue(Attempt attempt, Duration after) {
        if (after.isZero()) {
            inFlight.requeue(attempt);
        } else {
            CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> inFlight.requeue(attempt));
        }
    }

    /** Processes a message that no attempt is made of yet, and again when that throws. */
    void receive(Delivery delivery, Runnable step) {
        retry.step(() -> settlements.of(delivery), step);
    }

    /** No task can be read from the message: it becomes a dead letter, and its task fails if it gives an id. */
    void unreadable(Delivery delivery, Content.Unreadable content) {
        retry.run(settlements.of(delivery), () -> recorder.unreadable(delivery, content));
    }

    /** A step of an attempt that is not claimed has failed, and is taken again unless another thread claims the attempt. */
    void failed(Attempt attempt, Throwable failure, Runnable again) {
        retry.failed(settlements.ofUnclaimed(attempt), failure, () -> {
            if (attempt.isWaiting()) {
                again.run();
            }
        });
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}

package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.AttemptDecision;
import io.apium.canvas.FollowUps;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.ledger.EntryKey;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.Outcome;
import io.apium.task.ResultMetadata;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.metrics.WorkerMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The end of the road: the record, then what follows from it, then the ack; for a task that is to run later, the ledger,
 * then the record, then the ack. Nothing here waits; each step goes on when the one before has been confirmed. Where one
 * fails, {@link CompletionRetrier} takes the same steps again with the same effect, or whoever gets the message next does.
 */
public final class AttemptCompleter {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String node;
    private final WorkerPorts ports;
    private final InFlight inFlight;
    private final LostWorkerCounter lostWorkers;
    private final DeadLetterWriter deadLetters;
    private final WorkerMetrics metrics;
    private final MessageSettlement settlement;
    private final CompletionRetrier completionRetrier = new CompletionRetrier();

    public AttemptCompleter(
            String node,
            WorkerPorts ports,
            InFlight inFlight,
            LostWorkerCounter lostWorkers,
            DeadLetterWriter deadLetters,
            WorkerMetrics metrics) {
        this.node = node;
        this.ports = ports;
        this.inFlight = inFlight;
        this.lostWorkers = lostWorkers;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.settlement = new MessageSettlement(node, ports, inFlight, deadLetters);
    }

    /** Takes a step with an attempt that was claimed for it. One that throws is taken again, as {@link CompletionRetrier} says. */
    void step(Attempt attempt, Runnable step) {
        completionRetrier.step(() -> settlement.of(attempt), step);
    }

    /** The same for an attempt that nobody has claimed: another may claim it meanwhile, and then has it. */
    void stepUnclaimed(Attempt attempt, Throwable failure, Runnable again) {
        completionRetrier.failed(settlement.ofUnclaimed(attempt), failure, () -> {
            if (attempt.isWaiting()) {
                again.run();
            }
        });
    }

    /** The same for a message that is to be taken in hand. */
    void receive(Delivery delivery, Consumer<Delivery> step) {
        completionRetrier.step(() -> settlement.of(delivery), () -> step.accept(delivery));
    }

    /** The handler has said what its attempt came to. */
    void decide(Attempt attempt, Outcome outcome, RetryPolicy policy) {
        TaskMessage message = attempt.message();
        switch (AttemptDecision.of(message, outcome, policy, ports.clock().instant())) {
            case AttemptDecision.End(Outcome.Final ended, boolean exhausted)
            when exhausted && policy.keep() ->
                end(
                        attempt,
                        ended,
                        Cause.EXHAUSTED,
                        "attempt " + (message.retries() + 1) + " was the last, and failed");
            case AttemptDecision.End(Outcome.Final ended, boolean _) -> end(attempt, ended);
            case AttemptDecision.Retry retry -> {
                inFlight.leave(attempt);
                metrics.retried(message.task());
                settle(attempt, () -> new RetryPublisher(ports).again(retry));
            }
            case AttemptDecision.Reroute reroute -> {
                inFlight.leave(attempt);
                metrics.moved(message.task());
                // how often it was lost is not forgotten: it is the same attempt that comes again
                settled(attempt, () -> new RetryPublisher(ports).elsewhere(reroute));
            }
        }
    }

    /** The task has come to this. */
    void end(Attempt attempt, Outcome.Final outcome) {
        end(attempt, outcome, AttemptCompleter::done);
    }

    /** The same, and its message is kept first, for somebody to look at. */
    void end(Attempt attempt, Outcome.Final outcome, Cause cause, String reason) {
        end(attempt, outcome, () -> deadLetters.keep(attempt.delivery(), cause, reason));
    }

    private void end(Attempt attempt, Outcome.Final outcome, Supplier<CompletableFuture<Void>> kept) {
        metrics.ended(attempt.message().task(), outcome);
        boolean isWell = outcome instanceof Outcome.Success;
        settle(
                attempt,
                () -> kept.get()
                        .thenCompose(_ ->
                                ports.completion().settle(MessageSettlement.message(attempt), ended(attempt, outcome)))
                        .thenCompose(_ -> isWell ? done() : wakeFlow(attempt.message())));
    }

    /** What kept the attempt from coming to an outcome was not the task's: a record must say what all the same. */
    void fail(Attempt attempt, Throwable thrown) {
        end(attempt, new Outcome.Failure(TaskError.of(thrown)));
    }

    /** The task had ended before it was delivered: only what it owes may be unpaid. */
    void repeat(Attempt attempt, TaskRecord.Ended standing) {
        settle(attempt, () -> ports.completion().pay(MessageSettlement.message(attempt), standing));
    }

    /** It was run, and its next attempt is on its way: nothing is owed but the ack. */
    void handedOver(Attempt attempt) {
        settle(attempt, AttemptCompleter::done);
    }

    /** A flow runs in the task's place, and ends it. There is no record until then. */
    void become(Attempt attempt, Plan plan) {
        FlowState flow;
        try {
            flow = FlowState.inPlaceOf(
                    MessageSettlement.message(attempt), plan, ports.clock().instant());
        } catch (RuntimeException | StackOverflowError e) {
            fail(attempt, e);
            return;
        }
        settle(attempt, () -> new RedeliveryCheck(ports).begin(flow));
    }

    /** Nobody knows what it came to: its message goes back, and its next coming counts it as lost. */
    public void lost(Attempt attempt) {
        metrics.lost(attempt.message().task());
        inFlight.drop(attempt);
    }

    /** It was not run, and its message goes back in good order. */
    void giveBack(Attempt attempt) {
        inFlight.giveBack(attempt);
    }

    /** What it needs could not be read: it was not run, and its message goes back in good order. */
    void postpone(Attempt attempt) {
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> inFlight.giveBack(attempt));
    }

    /** It has come before its time. */
    void delay(Attempt attempt, Instant eta) {
        inFlight.leave(attempt);
        metrics.delayed(attempt.message().task());
        settle(attempt, () -> ports.delayedTasks().keep(attempt.message(), eta));
    }

    /**
     * Its limit lets it start later: it is kept in the ledger.
     *
     * @param then what comes after, when it can be woken there
     */
    void hold(Attempt attempt, Duration delay, Supplier<CompletableFuture<Void>> then) {
        inFlight.leave(attempt);
        metrics.held(attempt.message().task());
        // how often it was lost is not forgotten: it is the same attempt that comes again
        settled(
                attempt,
                () -> ports.delayedTasks()
                        .keep(
                                attempt.message().heldBack(),
                                ports.clock().instant().plus(delay))
                        .thenCompose(_ -> then.get()));
    }

    /** No task can be read from the message. */
    void unreadable(Delivery delivery, Content.Unreadable content) {
        completionRetrier.run(
                settlement.of(delivery),
                () -> deadLetters
                        .keep(delivery, Cause.UNREADABLE, content.reason())
                        .thenCompose(_ -> settlement.refused(delivery, TaskError.invalidTask(content.reason()))));
    }

    private TaskRecord.Ended ended(Attempt attempt, Outcome.Final outcome) {
        TaskMessage message = attempt.message();
        Instant now = ports.clock().instant();
        return outcome.ended(message.id(), now, message.provenance(node, children(message, outcome, now)));
    }

    /** The tasks that will be published when the task has come to this; most have none. */
    private static List<TaskId> children(TaskMessage message, Outcome.Final outcome, Instant now) {
        if (message.chain().isEmpty() && message.options().links().onSuccess().isEmpty()) {
            return List.of();
        }
        TaskRecord.Ended ended = outcome.ended(message.id(), now, ResultMetadata.UNKNOWN);
        return FollowUps.of(message, ended, now).submission().messages().stream()
                .map(TaskMessage::id)
                .toList();
    }

    private void settle(Attempt attempt, Supplier<CompletableFuture<Void>> steps) {
        GroupMembership place = attempt.message().options().membership();
        // that a part has ended well is told by what comes after all of them
        boolean isPart = place != null && place.chord() != null;
        settled(
                attempt,
                () -> steps.get()
                        .thenCompose(_ -> isPart ? done() : wakeFlow(attempt.message()))
                        .thenCompose(_ -> lostWorkers.forget(attempt)));
    }

    /** A flow looks after itself now and then, and at once when it is told to. */
    private CompletableFuture<Void> wakeFlow(TaskMessage message) {
        return message.flow()
                .map(mark -> ports.ledger()
                        .wake(EntryKey.flow(mark.flow()), ports.clock().instant()))
                .orElseGet(AttemptCompleter::done);
    }

    private void settled(Attempt attempt, Supplier<CompletableFuture<Void>> steps) {
        completionRetrier.run(settlement.of(attempt), steps);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}

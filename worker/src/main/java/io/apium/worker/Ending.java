package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Membership;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.Verdict;
import io.apium.flow.Flow;
import io.apium.flow.Plan;
import io.apium.ledger.EntryKey;
import io.apium.store.DeadLetters.Cause;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Provenance;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the road: the record, then what follows from it, then the ack; for a task that is to run later, the ledger,
 * then the record, then the ack. Nothing here waits; each step goes on when the one before has been confirmed. Where one
 * fails, the message goes back to its queue after a pause, and whoever gets it next does the same steps again with the same
 * effect.
 */
final class Ending {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);
    private static final Executor AFTER_A_PAUSE = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final String node;
    private final Ports ports;
    private final InFlight inFlight;
    private final Losses losses;
    private final Letters letters;
    private final Meters meters;

    Ending(String node, Ports ports, InFlight inFlight, Losses losses, Letters letters, Meters meters) {
        this.node = node;
        this.ports = ports;
        this.inFlight = inFlight;
        this.losses = losses;
        this.letters = letters;
        this.meters = meters;
    }

    /** The handler has said what its attempt came to. */
    void decide(Attempt attempt, Outcome outcome, RetryPolicy policy) {
        TaskMessage message = attempt.message();
        switch (Verdict.of(message, outcome, policy, ports.clock().instant())) {
            case Verdict.End(Outcome.Last last, boolean exhausted)
            when exhausted && policy.keep() ->
                end(attempt, last, Cause.EXHAUSTED, "attempt " + (message.retries() + 1) + " was the last, and failed");
            case Verdict.End(Outcome.Last last, boolean _) -> end(attempt, last);
            case Verdict.Again again -> {
                inFlight.leave(attempt);
                meters.retried(message.task());
                settle(attempt, new Onward(ports).again(again));
            }
            case Verdict.Elsewhere elsewhere -> {
                inFlight.leave(attempt);
                meters.moved(message.task());
                // how often it was lost is not forgotten: it is the same attempt that comes again
                settled(attempt, new Onward(ports).elsewhere(elsewhere));
            }
        }
    }

    /** The task has come to this. */
    void end(Attempt attempt, Outcome.Last outcome) {
        end(attempt, outcome, started());
    }

    /** The same, and its message is kept first, for somebody to look at. */
    void end(Attempt attempt, Outcome.Last outcome, Cause cause, String reason) {
        end(attempt, outcome, started().thenCompose(_ -> letters.keep(attempt.delivery(), cause, reason)));
    }

    private void end(Attempt attempt, Outcome.Last outcome, CompletableFuture<Void> kept) {
        meters.ended(attempt.message().task(), outcome);
        CompletableFuture<Void> paid =
                kept.thenCompose(_ -> ports.debts().settle(message(attempt), ended(attempt, outcome)));
        boolean isWell = outcome instanceof Outcome.Success;
        settle(attempt, isWell ? paid : paid.thenCompose(_ -> wakeFlow(attempt.message())));
    }

    /** The task had ended before it was delivered: only what it owes may be unpaid. */
    void repeat(Attempt attempt, TaskRecord.Ended standing) {
        settle(attempt, started().thenCompose(_ -> pay(attempt, standing)));
    }

    private CompletableFuture<Void> pay(Attempt attempt, TaskRecord.Ended standing) {
        TaskMessage message = message(attempt);
        return ports.debts()
                .pay(message, FollowUps.of(message, standing, ports.clock().instant()));
    }

    /** It was run, and its next attempt is on its way: nothing is owed but the ack. */
    void handedOver(Attempt attempt) {
        settle(attempt, started());
    }

    /** A flow runs in the task's place, and ends it. There is no record until then. */
    void become(Attempt attempt, Plan plan) {
        Flow flow;
        try {
            flow = Flow.inPlaceOf(message(attempt), plan, ports.clock().instant());
        } catch (IllegalArgumentException e) {
            end(attempt, new Outcome.Failure(Fault.of(e)));
            return;
        }
        settle(attempt, started().thenCompose(_ -> new Earlier(ports).begin(flow)));
    }

    /** Nobody knows what it came to: its message goes back, and its next coming counts it as lost. */
    void lost(Attempt attempt) {
        meters.lost(attempt.message().task());
        inFlight.remove(attempt).forEach(Delivery::giveBack);
    }

    /** What it needs could not be read: it was not run, and its message goes back in good order. */
    void postpone(Attempt attempt) {
        AFTER_A_PAUSE.execute(() -> inFlight.giveBack(attempt));
    }

    /** It has come before its time. */
    void delay(Attempt attempt, Instant eta) {
        inFlight.leave(attempt);
        meters.delayed(attempt.message().task());
        settle(attempt, started().thenCompose(_ -> ports.delays().keep(attempt.message(), eta)));
    }

    /**
     * Its limit lets it start later: it is kept in the ledger.
     *
     * @param then what comes after, when it can be woken there
     */
    void hold(Attempt attempt, Duration delay, Supplier<CompletableFuture<Void>> then) {
        inFlight.leave(attempt);
        meters.held(attempt.message().task());
        Instant due = ports.clock().instant().plus(delay);
        // how often it was lost is not forgotten: it is the same attempt that comes again
        settled(
                attempt,
                started()
                        .thenCompose(_ -> ports.delays().keep(attempt.message().held(), due))
                        .thenCompose(_ -> then.get()));
    }

    /** No task can be read from the message. */
    void unreadable(Delivery delivery, Content.Unreadable content) {
        CompletableFuture<?> kept = started()
                .thenCompose(_ -> letters.keep(delivery, Cause.UNREADABLE, content.reason()))
                .thenCompose(_ -> refused(content));
        when(kept, "an unreadable message", delivery::ack, delivery::giveBack);
    }

    private CompletableFuture<?> refused(Content.Unreadable content) {
        TaskId id = content.id();
        if (id == null) {
            return started();
        }
        Provenance provenance = new Provenance(content.task(), node, null, 0, null, null, List.of());
        return ports.results()
                .end(new TaskRecord.Failed(
                        id, Fault.invalidTask(content.reason()), ports.clock().instant(), provenance));
    }

    private TaskRecord.Ended ended(Attempt attempt, Outcome.Last outcome) {
        TaskMessage message = attempt.message();
        Instant now = ports.clock().instant();
        return outcome.ended(message.id(), now, message.provenance(node, children(message, outcome, now)));
    }

    /** The tasks that will be published when the task has come to this; most have none. */
    private static List<TaskId> children(TaskMessage message, Outcome.Last outcome, Instant now) {
        if (message.chain().isEmpty() && message.options().links().onSuccess().isEmpty()) {
            return List.of();
        }
        TaskRecord.Ended ended = outcome.ended(message.id(), now, Provenance.UNKNOWN);
        return FollowUps.of(message, ended, now).launch().messages().stream()
                .map(TaskMessage::id)
                .toList();
    }

    /** The message with all that is known of its having been there before. */
    private static TaskMessage message(Attempt attempt) {
        return attempt.isRepeat() ? attempt.message().repeated() : attempt.message();
    }

    private void settle(Attempt attempt, CompletableFuture<Void> paid) {
        Membership place = attempt.message().options().membership();
        // that a part has ended well is told by what comes after all of them
        boolean isPart = place != null && place.chord() != null;
        CompletableFuture<Void> told = isPart ? paid : paid.thenCompose(_ -> wakeFlow(attempt.message()));
        settled(attempt, told.thenCompose(_ -> losses.forget(attempt)));
    }

    /** A flow looks after itself now and then, and at once when it is told to. */
    private CompletableFuture<Void> wakeFlow(TaskMessage message) {
        return message.flow()
                .map(mark -> ports.ledger()
                        .wake(EntryKey.flow(mark.flow()), ports.clock().instant()))
                .orElseGet(Ending::started);
    }

    private void settled(Attempt attempt, CompletableFuture<Void> paid) {
        when(
                paid,
                attempt.id(),
                () -> inFlight.remove(attempt).forEach(Delivery::ack),
                () -> inFlight.giveBack(attempt));
    }

    /** A message whose debts cannot be paid goes back to its queue, after a pause so that it does not spin. */
    private static void when(CompletableFuture<?> paid, Object whose, Runnable ack, Runnable giveBack) {
        var _ = paid.whenComplete((_, failure) -> {
            if (failure == null) {
                ack.run();
            } else {
                log.warn("what {} owes is not paid; it goes back to its queue after a pause", whose, failure);
                AFTER_A_PAUSE.execute(giveBack);
            }
        });
    }

    /** A stage in which whatever is thrown becomes the failure of what comes after. */
    private static CompletableFuture<Void> started() {
        return CompletableFuture.completedFuture(null);
    }
}

package io.apium.worker.attempt;

import io.apium.canvas.AttemptDecision;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.LimitStore.Permit;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an attempt. The functions below decide it from values alone; {@link AttemptCompleter#settle} carries
 * it out, and the package documentation has the table.
 */
sealed interface Disposition {

    /**
     * The task ends with this outcome.
     *
     * @param deadLetter why its message is kept as a dead letter, or null where it is not
     */
    record End(Outcome.Final outcome, @Nullable DeadLetterReason deadLetter) implements Disposition {}

    /** The cause of a dead letter, and a sentence for its reader. */
    record DeadLetterReason(Cause cause, String text) {}

    /** The task had ended before: the follow-ups of the stored record are published again. */
    record Repeat(TaskRecord.Ended stored) implements Disposition {}

    /** The next attempt is already stored, or a flow already runs in the task's place. */
    record HandedOver() implements Disposition {}

    /** The task is tried again: {@code next} is published when it is due. */
    record Retry(TaskMessage next, Instant due, TaskError error) implements Disposition {}

    /** The task goes to another queue: {@code next} is published when it is due, or at once where {@code due} is null. */
    record Reroute(TaskMessage next, @Nullable Instant due, TaskError error) implements Disposition {}

    /** The task has not reached its eta, and waits in the ledger until then. */
    record Delay(Instant eta) implements Disposition {}

    /**
     * A limit of the task does not let it start: it waits in the ledger.
     *
     * @param awaited the permit whose release wakes it earlier, or null
     */
    record Hold(Duration delay, @Nullable Permit awaited) implements Disposition {}

    /** The handler returned a plan: its flow runs in the task's place and ends the task. */
    record BecomeFlow(FlowState flow) implements Disposition {}

    /**
     * The handler did not run to its end: the message returns to its queue, and its next delivery does not count as
     * a lost worker.
     */
    record Requeue(Duration after) implements Disposition {

        static final Requeue NOW = new Requeue(Duration.ZERO);
        static final Requeue AFTER_OUTAGE = new Requeue(Duration.ofSeconds(1));
    }

    /**
     * The process that ran the handler is gone: the message returns to its queue, and its next delivery counts as a
     * lost worker.
     */
    record Lost() implements Disposition {}

    /** The attempt was settled while its handler still ran: nothing is left to do. */
    record Settled() implements Disposition {}

    /** What follows from the outcome of a handler. */
    static Disposition of(TaskMessage message, Outcome outcome, RetryPolicy policy, Instant now) {
        return switch (AttemptDecision.of(message, outcome, policy, now)) {
            case AttemptDecision.End(var ended, boolean exhausted)
            when exhausted && policy.deadLetter() ->
                deadLetter(ended, Cause.EXHAUSTED, "attempt " + (message.retries() + 1) + " was the last, and failed");
            case AttemptDecision.End(var ended, boolean _) -> new End(ended, null);
            case AttemptDecision.Retry(var next, Instant due, TaskError error) -> new Retry(next, due, error);
            case AttemptDecision.Reroute(var next, Instant due, TaskError error) -> new Reroute(next, due, error);
        };
    }

    /** What follows from a plan that a handler returned: a plan that cannot be a flow fails the task. */
    static Disposition ofPlan(TaskMessage message, Plan plan, Instant now) {
        try {
            return new BecomeFlow(FlowState.inPlaceOf(message, plan, now));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e);
        }
    }

    /**
     * What follows when a handler was stopped before it returned; {@code decision} says what follows from its own
     * outcome.
     */
    static Disposition afterStop(@Nullable StopReason stop, Supplier<Disposition> decision) {
        return switch (stop) {
            case null -> decision.get();
            case SOFT_LIMIT -> decision.get();
            case REVOKED -> revoked("terminated");
            case HARD_LIMIT, STUCK, WORKER_STOPPED -> new Settled();
        };
    }

    /**
     * The hard time limit of a running attempt has passed.
     *
     * @param isRevoked whether its task was revoked before
     */
    static Disposition overdue(boolean isRevoked, Duration limit, @Nullable String lastOutput) {
        return isRevoked
                ? revoked("terminated")
                : new End(new Outcome.Failure(TaskError.timeLimit(limit, lastOutput)), null);
    }

    /**
     * What the shutdown of the worker makes of an attempt, or empty where its handler may still end.
     *
     * @param runs whether a slot or another thread has it
     * @param isExiting whether its handler called {@code System.exit} and waits for the end of this process
     * @param isTimeout whether the shutdown timeout has passed
     */
    static Optional<Disposition> atShutdown(boolean runs, boolean isExiting, boolean isTimeout) {
        if (!runs || isTimeout) {
            return Optional.of(Requeue.NOW);
        }
        return isExiting ? Optional.of(new Lost()) : Optional.empty();
    }

    /** @param reason Celery's word: {@code revoked} before the start, {@code terminated} after it, {@code expired} */
    static End revoked(String reason) {
        return new End(new Outcome.Revoked(TaskError.revoked(reason)), null);
    }

    static End expired(Instant expires, boolean isKept) {
        End revoked = revoked("expired");
        return isKept ? deadLetter(revoked.outcome(), Cause.EXPIRED, "it was not run before " + expires) : revoked;
    }

    static End unknownTask(String task) {
        return deadLetter(
                new Outcome.Failure(TaskError.notRegistered(task)), Cause.UNKNOWN_TASK, "no handler for task " + task);
    }

    static End workerLost(long times) {
        String reason = "its worker was lost " + times + " times while running it";
        return deadLetter(new Outcome.Failure(TaskError.workerLost(reason)), Cause.POISONED, reason);
    }

    /** Something around the handler has failed. */
    static End failed(Throwable thrown) {
        return new End(new Outcome.Failure(TaskError.of(thrown)), null);
    }

    private static End deadLetter(Outcome.Final outcome, Cause cause, String reason) {
        return new End(outcome, new DeadLetterReason(cause, reason));
    }
}

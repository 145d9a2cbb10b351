package io.apium.worker.attempt;

import io.apium.broker.Broker;
import io.apium.canvas.TaskMessage;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskCompletion;
import io.apium.store.ResultStore;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.worker.limit.SharedLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores or publishes the message of a task that has not ended. Done when only the ack is left. The same steps taken
 * twice have the same effect, or publish a second message that is marked as a repeat.
 */
record Rescheduler(
        Broker broker,
        DelayedTasks delayedTasks,
        ResultStore results,
        TaskCompletion completion,
        SharedLimits limits,
        InstantSource clock) {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** The ledger first: a RETRY record is never readable before the next attempt is stored. */
    CompletableFuture<Void> retry(Disposition.Retry retry) {
        return keep(retry.next(), retry.due(), retry.error());
    }

    /** The record first where the message is due at once: its next attempt may end soon, and its record must stay. */
    CompletableFuture<Void> reroute(Disposition.Reroute reroute) {
        TaskMessage next = reroute.next();
        Instant due = reroute.due();
        return due == null
                ? record(next, null, reroute.error()).thenCompose(_ -> broker.publish(next))
                : keep(next, due, reroute.error());
    }

    CompletableFuture<Void> delay(TaskMessage message, Instant eta) {
        return delayedTasks.keep(message, eta);
    }

    /** The ledger first: a permit that is released can wake only a task that is stored. */
    CompletableFuture<Void> hold(TaskMessage message, Disposition.Hold hold) {
        CompletableFuture<Void> kept =
                delayedTasks.keep(message.heldBack(), clock.instant().plus(hold.delay()));
        var awaited = hold.awaited();
        return awaited == null ? kept : kept.thenCompose(_ -> limits.lineUp(awaited));
    }

    private CompletableFuture<Void> keep(TaskMessage next, Instant due, TaskError error) {
        return delayedTasks.keep(next, due).thenCompose(_ -> record(next, due, error));
    }

    private CompletableFuture<Void> record(TaskMessage next, @Nullable Instant due, TaskError error) {
        if (next.options().reply().ignoreResult()) {
            return DONE;
        }
        TaskRecord.Retrying retrying = new TaskRecord.Retrying(next.id(), error, next.retries(), due);
        return results.update(retrying).thenCompose(_ -> completion.reply(next, retrying));
    }
}

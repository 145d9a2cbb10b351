package io.apium.client;

import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Puts tasks that are not to run yet where they wait. */
public final class Delays {

    private static final CompletableFuture<Void> KEPT = CompletableFuture.completedFuture(null);

    private final Ledger ledger;

    public Delays(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Keeps the task until it is due. What waits for the same task gives way, unless it is a later attempt: an entry that
     * somebody is just sending must not take the new one with it when it goes.
     *
     * @return done when it is kept
     */
    public CompletableFuture<Void> keep(TaskMessage message, Instant due) {
        return keep(new DelayedTask(message, due), Ledger.NONE);
    }

    private CompletableFuture<Void> keep(DelayedTask task, long seen) {
        return ledger.write(task, seen, task.wake()).thenCompose(written -> written ? KEPT : instead(task));
    }

    private CompletableFuture<Void> instead(DelayedTask task) {
        Entry standing = ledger.find(EntryKey.task(task.message().id())).orElse(null);
        if (standing == null) {
            return keep(task, Ledger.NONE);
        }
        boolean later = standing.state() instanceof DelayedTask other
                && other.message().retries() > task.message().retries();
        return later ? KEPT : keep(task, standing.revision());
    }
}

package io.apium.client;

import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.UnreadableRecordException;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts tasks that are not to run yet where they wait. */
public final class DelayedTasks {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final CompletableFuture<Void> KEPT = CompletableFuture.completedFuture(null);

    private final Ledger ledger;

    public DelayedTasks(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Stores the task in the ledger until it is due. It replaces the entry of the same task, unless that entry has a
     * later attempt. A scheduler that is sending the replaced entry cannot remove the new one, which has another
     * revision. An unreadable entry is set aside and replaced.
     *
     * @return done when the task is stored; failed with {@link io.apium.broker.MessageTooLargeException} when its
     *     message could never be sent
     */
    public CompletableFuture<Void> keep(TaskMessage message, Instant due) {
        return keep(new DelayedTask(message, due), Ledger.NONE);
    }

    /**
     * Makes a waiting attempt due at {@code now}. An attempt that is due within one second is left alone: a scheduler
     * may be sending it, and it must not be sent twice.
     *
     * @return whether the attempt waits in the ledger
     */
    public CompletableFuture<Boolean> hurry(TaskId id, int retries, Instant now) {
        Entry standing = readable(EntryKey.task(id)).orElse(null);
        if (standing == null
                || !(standing.state() instanceof DelayedTask waiting)
                || waiting.message().retries() != retries) {
            return CompletableFuture.completedFuture(false);
        }
        DelayedTask hurried = new DelayedTask(waiting.message(), now);
        return waiting.due().isAfter(now.plus(SOON))
                ? ledger.write(hurried, standing.revision(), hurried.wake()).thenApply(_ -> true)
                : CompletableFuture.completedFuture(true);
    }

    private CompletableFuture<Void> keep(DelayedTask task, long seen) {
        return ledger.write(task, seen, task.wake()).thenCompose(written -> written ? KEPT : instead(task));
    }

    private CompletableFuture<Void> instead(DelayedTask task) {
        Entry standing;
        try {
            standing = ledger.find(task.key()).orElse(null);
        } catch (UnreadableRecordException damaged) {
            return ledger.setAside(task.key()).thenCompose(_ -> keep(task, Ledger.NONE));
        }
        if (standing == null) {
            return keep(task, Ledger.NONE);
        }
        boolean later = standing.state() instanceof DelayedTask other
                && other.message().retries() > task.message().retries();
        return later ? KEPT : keep(task, standing.revision());
    }

    private Optional<Entry> readable(EntryKey key) {
        try {
            return ledger.find(key);
        } catch (UnreadableRecordException damaged) {
            return Optional.empty();
        }
    }
}

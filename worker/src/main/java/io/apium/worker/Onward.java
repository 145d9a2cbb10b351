package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.canvas.Verdict;
import io.apium.task.Fault;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends a task on that has not ended. Done when nothing is owed but the ack; the same steps taken twice come to the same, or
 * to a second message that says that it may be one.
 */
record Onward(Ports ports) {

    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    /** The next attempt waits before anybody can read that it does, so that a record of it is never a lie. */
    CompletableFuture<Void> again(Verdict.Again again) {
        return keep(again.next(), again.due(), again.fault());
    }

    /** Whoever takes it at once may be quick, and is to have the last word: so here the record is first. */
    CompletableFuture<Void> elsewhere(Verdict.Elsewhere elsewhere) {
        TaskMessage next = elsewhere.next();
        Instant due = elsewhere.due();
        return due == null
                ? STARTED.thenCompose(_ -> tell(next, null, elsewhere.fault()))
                        .thenCompose(_ -> ports.broker().publish(next))
                : keep(next, due, elsewhere.fault());
    }

    private CompletableFuture<Void> keep(TaskMessage next, Instant due, Fault fault) {
        return STARTED.thenCompose(_ -> ports.delays().keep(next, due)).thenCompose(_ -> tell(next, due, fault));
    }

    private CompletableFuture<Void> tell(TaskMessage next, @Nullable Instant due, Fault fault) {
        if (next.options().reply().ignoreResult()) {
            return STARTED;
        }
        TaskRecord.Retrying retrying = new TaskRecord.Retrying(next.id(), fault, next.retries(), due);
        return ports.results().update(retrying).thenCompose(_ -> ports.debts().reply(next, retrying));
    }
}

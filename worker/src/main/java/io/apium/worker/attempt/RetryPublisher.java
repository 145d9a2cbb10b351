package io.apium.worker.attempt;

import io.apium.canvas.AttemptDecision;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.worker.config.WorkerPorts;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends a task on that has not ended. Done when nothing is owed but the ack; the same steps taken twice come to the same, or
 * to a second message that says that it may be one.
 */
record RetryPublisher(WorkerPorts ports) {

    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    /** The next attempt waits before anybody can read that it does, so that a record of it is never a lie. */
    CompletableFuture<Void> again(AttemptDecision.Retry retry) {
        return keep(retry.next(), retry.due(), retry.error());
    }

    /** Whoever takes it at once may be quick, and is to have the last word: so here the record is first. */
    CompletableFuture<Void> elsewhere(AttemptDecision.Reroute reroute) {
        TaskMessage next = reroute.next();
        Instant due = reroute.due();
        return due == null
                ? STARTED.thenCompose(_ -> tell(next, null, reroute.error()))
                        .thenCompose(_ -> ports.broker().publish(next))
                : keep(next, due, reroute.error());
    }

    private CompletableFuture<Void> keep(TaskMessage next, Instant due, TaskError error) {
        return STARTED.thenCompose(_ -> ports.delayedTasks().keep(next, due)).thenCompose(_ -> tell(next, due, error));
    }

    private CompletableFuture<Void> tell(TaskMessage next, @Nullable Instant due, TaskError error) {
        if (next.options().reply().ignoreResult()) {
            return STARTED;
        }
        TaskRecord.Retrying retrying = new TaskRecord.Retrying(next.id(), error, next.retries(), due);
        return ports.results()
                .update(retrying)
                .thenCompose(_ -> ports.completion().reply(next, retrying));
    }
}

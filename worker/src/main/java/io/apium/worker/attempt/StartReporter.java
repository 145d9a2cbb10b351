package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.task.TaskRecord.InProgress;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.config.WorkerNode;
import io.apium.worker.handler.Handler;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the state STARTED, with the worker's process, for the tasks that ask for it.
 *
 * @param always whether every task asks for it
 */
record StartReporter(ResultStore results, HandlerJson handlerJson, WorkerNode node, boolean always) {

    private static final Logger log = LoggerFactory.getLogger(StartReporter.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** Celery's names of the two. */
    private record Started(long pid, String hostname) {}

    /** Does not wait. A STARTED that cannot be stored does not keep the task from running. */
    void report(TaskMessage message, Handler handler) {
        if (always || handler.trackStarted()) {
            var _ = DONE.thenCompose(_ -> results.update(new InProgress(
                            message.id(), InProgress.STARTED, handlerJson.write(new Started(node.pid(), node.name())))))
                    .exceptionally(failure -> {
                        log.warn("start not stored id={}", message.id(), failure);
                        return null;
                    });
        }
    }
}

package io.apium.worker.handler;

import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord.InProgress;
import io.apium.worker.binding.HandlerJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores the progress reports of a handler: one write at a time, and then only the latest report, so that a handler
 * that reports in a tight loop does not overload the store.
 */
public final class ProgressReporter implements Consumer<Object> {

    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    private final TaskId id;
    private final ResultStore results;
    private final HandlerJson handlerJson;
    private final AtomicReference<@Nullable JsonText> latest = new AtomicReference<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    public ProgressReporter(TaskId id, ResultStore results, HandlerJson handlerJson) {
        this.id = id;
        this.results = results;
        this.handlerJson = handlerJson;
    }

    @Override
    public void accept(Object meta) {
        latest.set(handlerJson.result(meta));
        write();
    }

    private void write() {
        if (latest.get() == null || !writing.compareAndSet(false, true)) {
            return;
        }
        JsonText meta = latest.getAndSet(null);
        if (meta == null) {
            writing.set(false);
            return;
        }
        // a report that fails is lost, and the next one, or the end, is written over where it would have been
        var _ = STARTED.thenCompose(_ -> results.update(new InProgress(id, InProgress.PROGRESS, meta)))
                .whenComplete((_, _) -> {
                    writing.set(false);
                    write();
                });
    }
}

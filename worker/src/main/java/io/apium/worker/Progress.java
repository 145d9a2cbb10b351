package io.apium.worker;

import io.apium.store.ResultStore;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord.Underway;
import io.apium.worker.binding.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a handler reports, on its way to the store: one write at a time, and of what comes meanwhile only the latest, so
 * that a handler which reports in a tight loop costs no more than the store can take.
 */
final class Progress implements Consumer<Object> {

    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    private final TaskId id;
    private final ResultStore results;
    private final Json json;
    private final AtomicReference<@Nullable Payload> latest = new AtomicReference<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    Progress(TaskId id, ResultStore results, Json json) {
        this.id = id;
        this.results = results;
        this.json = json;
    }

    @Override
    public void accept(Object meta) {
        latest.set(json.result(meta));
        write();
    }

    private void write() {
        if (latest.get() == null || !writing.compareAndSet(false, true)) {
            return;
        }
        Payload meta = latest.getAndSet(null);
        if (meta == null) {
            writing.set(false);
            return;
        }
        // a report that fails is lost, and the next one, or the end, is written over where it would have been
        var _ = STARTED.thenCompose(_ -> results.update(new Underway(id, Underway.PROGRESS, meta)))
                .whenComplete((_, _) -> {
                    writing.set(false);
                    write();
                });
    }
}

package io.apium.testkit.memory;

import io.apium.canvas.TaskMessage;
import io.apium.store.Redeliveries;
import io.apium.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How often messages came back. */
public final class MemoryRedeliveries implements Redeliveries {

    private record Attempt(TaskId id, int retries) {}

    private final Outage outage;
    private final Map<Attempt, Long> counts = new HashMap<>();

    MemoryRedeliveries(Outage outage) {
        this.outage = outage;
    }

    @Override
    public CompletableFuture<Long> count(TaskMessage message) {
        return outage.eventually(() -> counts.merge(attempt(message), 1L, Long::sum));
    }

    @Override
    public CompletableFuture<Void> excuse(TaskMessage message) {
        return outage.eventually(() -> {
            counts.merge(attempt(message), -1L, Long::sum);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> forget(TaskMessage message) {
        return outage.eventually(() -> {
            counts.remove(attempt(message));
            return null;
        });
    }

    private static Attempt attempt(TaskMessage message) {
        return new Attempt(message.id(), message.retries());
    }
}

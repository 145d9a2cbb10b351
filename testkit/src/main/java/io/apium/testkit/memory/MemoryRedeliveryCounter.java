package io.apium.testkit.memory;

import io.apium.canvas.TaskMessage;
import io.apium.store.RedeliveryCounter;
import io.apium.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How often messages came back. */
public final class MemoryRedeliveryCounter implements RedeliveryCounter {

    private record Attempt(TaskId id, int retries) {}

    private final OutageSwitch outageSwitch;
    private final Map<Attempt, Long> counts = new HashMap<>();

    MemoryRedeliveryCounter(OutageSwitch outageSwitch) {
        this.outageSwitch = outageSwitch;
    }

    @Override
    public CompletableFuture<Long> count(TaskMessage message) {
        return outageSwitch.eventually(() -> counts.merge(attempt(message), 1L, Long::sum));
    }

    @Override
    public CompletableFuture<Void> excuse(TaskMessage message) {
        return outageSwitch.eventually(() -> {
            counts.merge(attempt(message), -1L, Long::sum);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> forget(TaskMessage message) {
        return outageSwitch.eventually(() -> {
            counts.remove(attempt(message));
            return null;
        });
    }

    private static Attempt attempt(TaskMessage message) {
        return new Attempt(message.id(), message.retries());
    }
}

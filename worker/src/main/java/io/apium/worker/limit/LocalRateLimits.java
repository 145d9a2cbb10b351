package io.apium.worker.limit;

import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.handler.RateLimit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How often the tasks with a {@code rateLimit} may start in this worker. It is nobody else's affair, and not kept. */
public final class LocalRateLimits {

    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();
    private final Set<String> tasks;

    public LocalRateLimits(HandlerRegistry handlers) {
        this.tasks = handlers.tasks();
        for (String task : tasks) {
            handlers.find(task).ifPresent(handler -> rate(task, handler.rate()));
        }
    }

    /**
     * From now on. What waits already comes back when it was told to.
     *
     * @return whether this worker has the task
     */
    public boolean rate(String task, RateLimit rateLimit) {
        if (!tasks.contains(task)) {
            return false;
        }
        if (rateLimit.isNone()) {
            limiters.remove(task);
        } else {
            limiters.put(task, new RateLimiter(rateLimit, MonotonicTime.now().nanos()));
        }
        return true;
    }

    /** Null for a task that may start whenever it likes, as most may. */
    @Nullable
    public RateLimiter of(String task) {
        return limiters.get(task);
    }
}

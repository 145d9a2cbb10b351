package io.apium.worker.limit;

import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.handler.RateLimit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rate limiters of the tasks with a {@code rateLimit}, for this worker alone and in memory. */
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
     * Sets the rate of a task from now on. Attempts that wait already ask again when the old rate said.
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

    /** Null for a task without a rate limit. */
    @Nullable
    public RateLimiter of(String task) {
        return limiters.get(task);
    }
}

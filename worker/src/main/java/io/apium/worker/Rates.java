package io.apium.worker;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How often the tasks with a {@code rateLimit} may start in this worker. It is nobody else's affair, and not kept. */
final class Rates {

    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final Set<String> tasks;

    Rates(Handlers handlers) {
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
    boolean rate(String task, Rate rate) {
        if (!tasks.contains(task)) {
            return false;
        }
        if (rate.isNone()) {
            paces.remove(task);
        } else {
            paces.put(task, new Pace(rate, Moment.now().nanos()));
        }
        return true;
    }

    /** Null for a task that may start whenever it likes, as most may. */
    @Nullable
    Pace of(String task) {
        return paces.get(task);
    }
}

package io.apium.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks that this worker can run. */
final class Handlers {

    private final Map<String, Handler> byTask = new HashMap<>();

    /** @throws Misconfigured when two methods claim the same name */
    Handlers(List<Handler> handlers) {
        for (Handler handler : handlers) {
            Handler other = byTask.putIfAbsent(handler.task(), handler);
            if (other != null) {
                throw new Misconfigured(
                        "task " + handler.task() + " has two handlers: " + other.where() + " and " + handler.where());
            }
        }
    }

    Optional<Handler> find(String task) {
        return Optional.ofNullable(byTask.get(task));
    }

    Set<String> tasks() {
        return byTask.keySet();
    }
}

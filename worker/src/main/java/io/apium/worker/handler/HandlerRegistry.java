package io.apium.worker.handler;

import io.apium.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks that this worker can run, and the schedules that they declare. */
public final class HandlerRegistry {

    private final Map<String, TimeLimits> changed = new ConcurrentHashMap<>();
    private final Map<String, Handler> byTask = new HashMap<>();
    private final Map<String, DeclaredSchedule> beats = new LinkedHashMap<>();

    /** @throws MisconfiguredException when two handlers claim the same name, or two schedules */
    public HandlerRegistry(List<Handler> handlers, List<DeclaredSchedule> declared) {
        for (Handler handler : handlers) {
            Handler other = byTask.putIfAbsent(handler.task(), handler);
            if (other != null) {
                throw new MisconfiguredException(
                        "task " + handler.task() + " has two handlers: " + other.where() + " and " + handler.where());
            }
        }
        for (DeclaredSchedule beat : declared) {
            String name = beat.schedule().name();
            DeclaredSchedule other = beats.putIfAbsent(name, beat);
            if (other != null) {
                throw new MisconfiguredException(
                        "schedule " + name + " is declared twice: by " + other.where() + " and " + beat.where());
            }
        }
    }

    public List<Schedule> schedules() {
        return beats.values().stream().map(DeclaredSchedule::schedule).toList();
    }

    public Optional<Handler> find(String task) {
        return Optional.ofNullable(byTask.get(task));
    }

    /** The limits that remote control set, or else those that the task declares. */
    public TimeLimits limits(Handler handler) {
        return changed.getOrDefault(handler.task(), handler.limits());
    }

    /** Replaces the limits that the task declares, for attempts that start from now on. */
    public void limit(String task, TimeLimits limits) {
        changed.put(task, limits);
    }

    /** A registry with the same tasks and these. */
    public HandlerRegistry and(List<Handler> more) {
        List<Handler> all = new ArrayList<>(byTask.values());
        all.addAll(more);
        return new HandlerRegistry(all, List.copyOf(beats.values()));
    }

    public void close() {
        byTask.values().forEach(Handler::close);
    }

    public Set<String> tasks() {
        return byTask.keySet();
    }
}

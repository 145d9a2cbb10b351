package io.apium.worker;

import io.apium.flow.MapMessages;
import io.apium.schedule.Schedule;
import io.apium.worker.binding.HandlerJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The tasks that this worker can run, and the schedules that they declare. */
final class HandlerRegistry {

    private final Map<String, TimeLimits> changed = new ConcurrentHashMap<>();
    private final Map<String, Handler> byTask = new HashMap<>();
    private final Map<String, DeclaredSchedule> beats = new LinkedHashMap<>();

    /** @throws MisconfiguredException when two handlers claim the same name, or two schedules */
    HandlerRegistry(List<Handler> handlers, List<DeclaredSchedule> declared) {
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

    List<Schedule> schedules() {
        return beats.values().stream().map(DeclaredSchedule::schedule).toList();
    }

    Optional<Handler> find(String task) {
        return Optional.ofNullable(byTask.get(task));
    }

    /** What the task declares, or was given in its place. */
    TimeLimits limits(Handler handler) {
        return changed.getOrDefault(handler.task(), handler.limits());
    }

    /** From now on, in place of what the task declares. What runs keeps the limits that it began with. */
    void limit(String task, TimeLimits limits) {
        changed.put(task, limits);
    }

    /** The same tasks, and those that are made of calls of them. */
    HandlerRegistry andComposed(HandlerJson handlerJson, SizeLimits.Most argumentsMost) {
        List<Handler> all = new ArrayList<>(byTask.values());
        ScanTasks scanTasks = new ScanTasks(handlerJson);
        CeleryMaps maps = new CeleryMaps(handlerJson);
        Map<String, CompositeHandler.Work> works = Map.of(
                MapMessages.PART, new MapPartTask(handlerJson),
                ScanTasks.SCAN, scanTasks::scan,
                ScanTasks.OFFSETS, scanTasks::offsets,
                ScanTasks.SHIFT, scanTasks::shift,
                CeleryMaps.MAP, maps::map,
                CeleryMaps.STARMAP, maps::starmap);
        // those are among what they may call: a part may scan
        Map<String, Handler> callable = new HashMap<>(byTask);
        works.forEach((task, work) -> callable.put(task, new CompositeHandler(task, work, callable::get, argumentsMost)));
        works.keySet().forEach(task -> all.add(callable.get(task)));
        return new HandlerRegistry(all, List.copyOf(beats.values()));
    }

    HandlerRegistry and(Handler handler) {
        List<Handler> all = new ArrayList<>(byTask.values());
        all.add(handler);
        return new HandlerRegistry(all, List.copyOf(beats.values()));
    }

    /** The same tasks, each made by what {@code elsewhere} makes of its handler. */
    HandlerRegistry map(UnaryOperator<Handler> elsewhere) {
        return new HandlerRegistry(byTask.values().stream().map(elsewhere).toList(), List.copyOf(beats.values()));
    }

    void close() {
        byTask.values().forEach(Handler::close);
    }

    Set<String> tasks() {
        return byTask.keySet();
    }
}

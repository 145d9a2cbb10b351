package io.apium.worker.composite;

import io.apium.flow.MapMessages;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.SizeLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks that call other tasks of the same worker: parts of maps, scans, and Celery's map and starmap. */
public final class CompositeTasks {

    private CompositeTasks() {}

    /** The tasks of {@code handlers}, and the composite tasks, which may call them and each other. */
    public static HandlerRegistry addedTo(HandlerRegistry handlers, HandlerJson json, SizeLimits.Most argumentsMost) {
        ScanTasks scanTasks = new ScanTasks(json);
        CeleryMaps maps = new CeleryMaps(json);
        Map<String, CompositeHandler.Work> works = Map.of(
                MapMessages.PART, new MapPartTask(json),
                ScanTasks.SCAN, scanTasks::scan,
                ScanTasks.OFFSETS, scanTasks::offsets,
                ScanTasks.SHIFT, scanTasks::shift,
                CeleryMaps.MAP, maps::map,
                CeleryMaps.STARMAP, maps::starmap);
        Map<String, Handler> composites = new HashMap<>();
        works.forEach((task, work) -> composites.put(
                task,
                new CompositeHandler(
                        task,
                        work,
                        called -> composites.containsKey(called)
                                ? composites.get(called)
                                : handlers.find(called).orElse(null),
                        argumentsMost)));
        return handlers.and(List.copyOf(composites.values()));
    }
}

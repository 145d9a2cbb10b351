package io.apium.worker;

import io.apium.store.WorkerStatus;
import java.util.List;
import java.util.Optional;

/** A bean that provides tasks that are not annotated methods, and the pool and devices that they run on. */
public interface TaskProvider {

    /** Called once at each start of the worker. */
    List<ProvidedTask> tasks();

    /** A pool for these tasks, unless the configuration has a pool of that name. */
    default Optional<ProvidedPool> pool() {
        return Optional.empty();
    }

    /** The devices that its tasks run on, and their state now, for the status of the worker. */
    default List<WorkerStatus.Device> devices() {
        return List.of();
    }
}

package io.apium.worker;

import io.apium.store.WorkerStatus;
import java.util.List;
import java.util.Optional;

/** A bean that brings tasks which are not methods, and what they run on. */
public interface TaskProvider {

    /** Asked once at each start of the worker. */
    List<ProvidedTask> tasks();

    /** A pool of their own, unless the worker's configuration has one of that name. */
    default Optional<ProvidedPool> pool() {
        return Optional.empty();
    }

    /** What the worker says of the devices that its tasks run on, as they are now. */
    default List<WorkerStatus.Device> devices() {
        return List.of();
    }
}

package io.apium.gpu.device;

import io.apium.gpu.work.KernelWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A device that runs work. */
public interface Device extends AutoCloseable {

    DeviceInfo facts();

    /**
     * Queues a work for the device.
     *
     * @param limit the time limit of the launch, or null for the device's limit
     * @return the result, or a {@link DeviceException}; cancelling it removes the work from the queue if it still waits
     */
    CompletableFuture<WorkResult> submit(KernelWork work, @Nullable Duration limit);

    /** The current state of the device. */
    DeviceStatus load();

    @Override
    void close();
}

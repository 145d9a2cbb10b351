package io.apium.gpu.device;

import io.apium.gpu.work.KernelWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that works are run on. */
public interface Device extends AutoCloseable {

    DeviceInfo facts();

    /**
     * Takes its turn among what waits for the device.
     *
     * @param limit how long the launch may take, or null for as long as the device allows
     * @return what it came to, or a failure with a {@link DeviceException}; to cancel it takes it from the line, where it
     *     still waits there
     */
    CompletableFuture<WorkResult> submit(KernelWork work, @Nullable Duration limit);

    /** What it is at, at this moment. */
    DeviceStatus load();

    @Override
    void close();
}

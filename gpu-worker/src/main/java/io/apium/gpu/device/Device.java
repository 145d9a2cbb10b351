package io.apium.gpu.device;

import io.apium.gpu.work.Work;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that works are run on. */
public interface Device extends AutoCloseable {

    Facts facts();

    /**
     * Takes its turn among what waits for the device.
     *
     * @param limit how long the launch may take, or null for as long as the device allows
     * @return what it came to, or a failure with a {@link DeviceException}; to cancel it takes it from the line, where it
     *     still waits there
     */
    CompletableFuture<Done> submit(Work work, @Nullable Duration limit);

    /** What it is at, at this moment. */
    Load load();

    @Override
    void close();
}

package io.apium.gpu.device.host;

import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.SharedBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The memory that a launcher shares with the host: 8 MiB, or more for a larger launch. Used by one thread. */
public final class SharedMemory implements AutoCloseable {

    /** The size for packed works, 8 MiB. A larger buffer is replaced as soon as a launch fits into this size. */
    static final long USUAL = 8 << 20;

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final long LIMIT_SECONDS = 30;

    private final int queue;
    private @Nullable SharedBuffer sharedBuffer;
    private @Nullable HostSession session;

    public SharedMemory(int queue) {
        this.queue = queue;
    }

    /**
     * @return the buffer of the next launch
     * @throws IOException if the file cannot be allocated
     * @throws HostLostException if the host ends before it has mapped the file
     */
    public SharedBuffer of(HostSession now, long bytes) throws IOException, HostLostException, InterruptedException {
        SharedBuffer have = sharedBuffer;
        if (have == null || session != now || have.bytes() < bytes || (have.bytes() > USUAL && bytes <= USUAL)) {
            close();
            have = shared(now, Math.max(USUAL, bytes));
            sharedBuffer = have;
            session = now;
        }
        return have;
    }

    private SharedBuffer shared(HostSession with, long bytes)
            throws IOException, HostLostException, InterruptedException {
        SharedBuffer fresh = SharedBuffer.create(place(bytes), bytes);
        try {
            with.map(new HostFrame.Map(queue, fresh.file().toString(), bytes)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return fresh;
        } catch (ExecutionException | TimeoutException e) {
            fresh.close();
            with.kill();
            throw new HostLostException("the device host ended before it mapped its memory");
        } finally {
            Files.delete(fresh.file());
        }
    }

    private static Path place(long bytes) throws IOException {
        if (Files.isDirectory(IN_MEMORY)
                && Files.isWritable(IN_MEMORY)
                && Files.getFileStore(IN_MEMORY).getUsableSpace() > 2 * bytes) {
            return IN_MEMORY;
        }
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public void close() {
        if (sharedBuffer != null) {
            sharedBuffer.close();
            sharedBuffer = null;
        }
    }
}

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

/** What a lane and a host both see, large enough for the launch of the moment. Of one lane, and one thread. */
public final class SharedMemory implements AutoCloseable {

    /** What packed works take, and what is kept when a larger one has gone. */
    static final long USUAL = 8 << 20;

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final long LIMIT_SECONDS = 30;

    private final int lane;
    private @Nullable SharedBuffer sharedBuffer;
    private @Nullable HostSession session;

    public SharedMemory(int lane) {
        this.lane = lane;
    }

    /**
     * @return what the next launch may use
     * @throws IOException when there is no room for it
     * @throws HostLostException when the host went before it had it
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
            with.map(new HostFrame.Map(lane, fresh.file().toString(), bytes)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return fresh;
        } catch (ExecutionException | TimeoutException e) {
            fresh.close();
            with.kill();
            throw new HostLostException("its host went before it had mapped its memory");
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

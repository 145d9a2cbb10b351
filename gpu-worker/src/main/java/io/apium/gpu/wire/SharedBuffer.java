package io.apium.gpu.wire;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Memory that two processes share through a mapped file. Not thread-safe. */
public final class SharedBuffer implements AutoCloseable {

    private static final int BLOCK = 1 << 20;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final Path file;

    private SharedBuffer(Path file, FileChannel channel, long bytes) throws IOException {
        this.file = file;
        this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
    }

    /**
     * Creates a file and allocates all its bytes, so that no later write finds the disk full.
     *
     * @throws IOException if the disk is full; the file is deleted again
     */
    public static SharedBuffer create(Path folder, long bytes) throws IOException {
        Path file = Files.createTempFile(folder, "apium-", ".slab");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
            for (long at = 0; at < bytes; at += zeros.position()) {
                zeros.clear().limit((int) Math.min(BLOCK, bytes - at));
                channel.write(zeros, at);
            }
            return new SharedBuffer(file, channel, bytes);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }

    /** @throws IOException if the file does not exist or is shorter */
    public static SharedBuffer open(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < bytes) {
                throw new IOException(file + " has " + channel.size() + " bytes, not " + bytes);
            }
            return new SharedBuffer(file, channel, bytes);
        }
    }

    /** The path of the file when it was opened. */
    public Path file() {
        return file;
    }

    public long bytes() {
        return memory.byteSize();
    }

    /**
     * A little-endian view, valid until this buffer is closed.
     *
     * @throws IndexOutOfBoundsException if the section exceeds the buffer
     */
    public ByteBuffer section(long offset, long bytes) {
        return memory.asSlice(offset, bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        arena.close();
    }
}

package io.apium.gpu.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads frames from a pipe. */
public final class FrameReader {

    /** 64 MiB, far more than the source or binary of a program needs. A frame with a larger length is invalid. */
    private static final int BYTES_MAX = 64 << 20;

    private static final int ENTRIES_MAX = 1_024;

    private final DataInputStream in;

    public FrameReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /**
     * @return null at the end of the stream
     * @throws InvalidFrameException if the bytes are not a frame; the stream cannot be read any further
     */
    public @Nullable HostFrame read() throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 1 || length > BYTES_MAX) {
            throw new InvalidFrameException("invalid length " + length);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            return null;
        }
        try {
            ByteBuffer fields = ByteBuffer.wrap(body);
            HostFrame frame = frame(fields);
            if (fields.hasRemaining()) {
                throw new InvalidFrameException("too many bytes for a frame of type " + FrameType.of(frame));
            }
            return frame;
        } catch (BufferUnderflowException e) {
            // the exception has no further information
            throw new InvalidFrameException("too few bytes for its type");
        }
    }

    private static HostFrame frame(ByteBuffer from) throws IOException {
        return switch (one(FrameType.values(), FrameType::code, from.get())) {
            case BUILD -> new HostFrame.Build(from.getInt(), text(from), text(from), text(from), bytes(from));
            case DROP -> new HostFrame.Drop(from.getInt());
            case MAP -> new HostFrame.Map(from.getInt(), text(from), from.getLong());
            case LAUNCH ->
                new HostFrame.Launch(from.getInt(), from.getInt(), sizes(from), sizes(from), parameters(from));
            case READY -> new HostFrame.Ready(device(from));
            case FOUND -> new HostFrame.Found(devices(from), text(from));
            case BUILT -> new HostFrame.Built(from.getInt());
            case NOT_BUILT -> new HostFrame.NotBuilt(from.getInt(), text(from));
            case MAPPED -> new HostFrame.Mapped(from.getInt());
            case DONE -> new HostFrame.Done(from.getInt(), from.getLong(), from.getLong());
            case FAILED -> new HostFrame.Failed(from.getInt(), text(from));
            case BINARY -> new HostFrame.Binary(from.getInt(), bytes(from));
        };
    }

    private static List<KernelArgument> parameters(ByteBuffer from) throws IOException {
        int count = count(from);
        List<KernelArgument> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int kind = from.get();
            parameters.add(
                    switch (kind) {
                        case KernelArgument.VALUE -> new KernelArgument.Value(bytes(from));
                        case KernelArgument.LOCAL -> new KernelArgument.Local(from.getInt());
                        default ->
                            new KernelArgument.Buffer(
                                    one(KernelArgument.Start.values(), KernelArgument.Start::code, kind),
                                    from.get() != 0,
                                    from.getLong(),
                                    from.getLong());
                    });
        }
        return parameters;
    }

    private static List<DeviceDescription> devices(ByteBuffer from) throws IOException {
        int count = count(from);
        List<DeviceDescription> devices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            devices.add(device(from));
        }
        return devices;
    }

    private static DeviceDescription device(ByteBuffer from) throws IOException {
        return new DeviceDescription(
                text(from),
                text(from),
                text(from),
                from.get() != 0,
                from.getInt(),
                from.getLong(),
                from.getLong(),
                from.get() != 0,
                from.getInt(),
                from.getLong());
    }

    private static List<Long> sizes(ByteBuffer from) throws IOException {
        int count = count(from);
        List<Long> sizes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sizes.add(from.getLong());
        }
        return sizes;
    }

    private static String text(ByteBuffer from) throws IOException {
        return StandardCharsets.UTF_8.decode(bytes(from)).toString();
    }

    private static ByteBuffer bytes(ByteBuffer from) throws IOException {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new InvalidFrameException("a field has the invalid length " + length);
        }
        ByteBuffer bytes = from.slice(from.position(), length);
        from.position(from.position() + length);
        return bytes;
    }

    private static int count(ByteBuffer from) throws IOException {
        int count = from.getInt();
        if (count < 0 || count > ENTRIES_MAX) {
            throw new InvalidFrameException("a list has the invalid size " + count);
        }
        return count;
    }

    private static <T> T one(T[] all, ToIntFunction<T> codes, int code) throws IOException {
        for (T one : all) {
            if (codes.applyAsInt(one) == code) {
                return one;
            }
        }
        throw new InvalidFrameException("unknown type " + code);
    }
}

package io.apium.worker.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message between parent and child: a length of four bytes, a kind of one byte, and UTF-8 text.
 *
 * @param body JSON, or empty
 */
public record ChildFrame(Kind kind, String body) {

    /** 1 GiB, far more than any frame needs. A frame with a larger length is invalid. */
    private static final int BYTES_MAX = 1 << 30;

    /** The kinds of frame. */
    public enum Kind {
        /** To the child, first: the tasks and settings. */
        SETUP('S'),
        /** From the child: the child is ready for calls. */
        READY('R'),
        /** From the child, instead of READY: the reason why the child cannot run calls. */
        REFUSED('X'),
        /** To the child: run an attempt. */
        CALL('C'),
        /** To the child: the soft time limit of the attempt has passed. */
        LATE('L'),
        /** From the child: a progress report of the handler. */
        PROGRESS('P'),
        /** From the child: a line that the handler printed. */
        LINE('T'),
        /** From the child: the result of the attempt. */
        SUCCESS('V'),
        /** From the child: the error of an attempt that must not be retried. */
        FAILURE('F'),
        /** From the child: the error of an attempt that may be retried. */
        RETRY('A');

        private final char code;

        Kind(char code) {
            this.code = code;
        }
    }

    private static final Map<Integer, Kind> BY_CODE =
            Stream.of(Kind.values()).collect(Collectors.toMap(kind -> (int) kind.code, kind -> kind));

    public ChildFrame(Kind kind) {
        this(kind, "");
    }

    /** @return null at the end of the stream */
    public static @Nullable ChildFrame read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        int code = in.readUnsignedByte();
        Kind kind = BY_CODE.get(code);
        if (length < 0 || length > BYTES_MAX || kind == null) {
            throw new IOException("not a frame: kind " + code + " with " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        return body.length < length ? null : new ChildFrame(kind, new String(body, StandardCharsets.UTF_8));
    }

    /** Writes one frame as a whole; safe for several threads. */
    public void write(DataOutputStream out) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.writeInt(bytes.length);
            out.writeByte(kind.code);
            out.write(bytes);
            out.flush();
        }
    }
}

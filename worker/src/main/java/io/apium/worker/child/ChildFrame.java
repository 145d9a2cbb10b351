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
 * What parent and child say to each other: a length of four bytes, a kind of one, and a text in UTF-8.
 *
 * @param body JSON, or empty
 */
public record ChildFrame(Kind kind, String body) {

    /** Far more than a message may have; a length over it is none. */
    private static final int BYTES_MAX = 1 << 30;

    /** Who says what. */
    public enum Kind {
        /** To the child, first of all: what it is to run. */
        SETUP('S'),
        /** From the child: it can be called. */
        READY('R'),
        /** From the child, in place of that: why it cannot be called. */
        REFUSED('X'),
        /** To the child: an attempt. */
        CALL('C'),
        /** To the child: the attempt's soft limit is over. */
        LATE('L'),
        /** From the child: a report of the handler's. */
        PROGRESS('P'),
        /** From the child: a line that the handler printed. */
        LINE('T'),
        /** From the child: the attempt's result. */
        SUCCESS('V'),
        /** From the child: why the attempt has failed for good. */
        FAILURE('F'),
        /** From the child: why the attempt has failed, and may be made again. */
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

    /** @return null when there is no more to come */
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

    /** Whole, whoever else writes at the same time. */
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

package io.apium.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A part of a blob, fetched in pieces while it is read. */
public final class BlobInputStream extends InputStream {

    private static final byte[] NOTHING = {};

    private final Pieces pieces;
    private final long end;
    private long position;
    private byte[] piece = NOTHING;
    private int read;

    /** The source of the bytes. */
    @FunctionalInterface
    public interface Pieces {

        /**
         * Some bytes from {@code from} on: at least one, and at max {@code max}.
         *
         * @throws BlobGoneException when the blob does not exist any more
         */
        byte[] fetch(long from, long max) throws BlobGoneException;
    }

    public BlobInputStream(long from, long bytes, Pieces pieces) {
        this.pieces = pieces;
        this.position = from;
        this.end = from + bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        if (read == piece.length) {
            piece = pieces.fetch(position, end - position);
            read = 0;
        }
        int given = Math.min(length, piece.length - read);
        System.arraycopy(piece, read, target, offset, given);
        read += given;
        position += given;
        return given;
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.clamp(bytes, 0, end - position);
        position += skipped;
        if (skipped < piece.length - read) {
            read += (int) skipped;
        } else {
            piece = NOTHING;
            read = 0;
        }
        return skipped;
    }
}

package io.apium.adapter.celery;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Kombu's compression of bodies. Its gzip is a bare zlib stream (RFC 1950); the others need native code. */
final class BodyCompression {

    private static final String ZLIB = "application/x-gzip";

    private BodyCompression() {}

    /** The decompressed body; reading stops one byte over {@code bytesMax}. */
    static byte[] opened(@Nullable String compression, byte[] body, int bytesMax) {
        if (compression == null) {
            return body;
        }
        if (!compression.equals(ZLIB)) {
            throw new IllegalArgumentException("body compression must be zlib, got: " + compression);
        }
        try (InflaterInputStream zlib = new InflaterInputStream(new ByteArrayInputStream(body))) {
            byte[] opened = zlib.readNBytes(bytesMax + 1);
            if (opened.length > bytesMax) {
                throw new IllegalArgumentException("the decompressed body is over the limit of " + bytesMax + " bytes");
            }
            return opened;
        } catch (ZipException | EOFException notZlib) {
            throw new IllegalArgumentException("the body is not the zlib stream that its header says it is", notZlib);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }
}

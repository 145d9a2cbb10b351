package io.apium.api.blob;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The body of an upload. A read fails when the body exceeds the limit, and at its end when a digest does not match. */
final class BlobUpload extends FilterInputStream {

    private final long bytesMax;
    private final List<byte[]> expected;
    private final MessageDigest digest;
    private long bytes;

    /** A digest can be taken once, and a reader may read the end more than once. */
    private boolean isChecked;

    /** @param expected the digests in the request headers */
    BlobUpload(InputStream body, long bytesMax, List<byte[]> expected) {
        super(body);
        this.bytesMax = bytesMax;
        this.expected = expected;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read >= 0) {
            taken(target, offset, read);
        } else if (!expected.isEmpty() && !isChecked) {
            isChecked = true;
            check();
        }
        return read;
    }

    private void taken(byte[] target, int offset, int read) {
        bytes += read;
        if (bytes > bytesMax) {
            throw new ApiException(new ApiError.TooLarge(bytesMax));
        }
        if (!expected.isEmpty()) {
            digest.update(target, offset, read);
        }
    }

    /** Compares the digests, at the end of the body. */
    private void check() {
        byte[] was = digest.digest();
        for (byte[] wanted : expected) {
            if (!MessageDigest.isEqual(was, wanted)) {
                throw new ApiException(new ApiError.OtherDigest(BlobDigest.header(was)));
            }
        }
    }
}

package io.apium.api.body;

import io.apium.api.body.BodyMemory.Share;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.io.IOException;
import java.util.Arrays;

/** Reads a body into memory. It reserves the memory before it uses it. */
record BodyReader(long bytesMax, Share share) {

    /** The first buffer for a body that is small or has no Content-Length, in bytes. */
    private static final int FIRST = 8 << 10;

    /** The size of a small body, in bytes; for a larger one all memory is reserved before the first read. */
    static final int SMALL_BODY = 64 << 10;

    /**
     * @param announced the value of Content-Length, or -1
     * @throws ApiException when the body is too large or too slow, or no memory is free
     */
    byte[] read(TimedBody body, long announced) throws IOException, InterruptedException {
        if (announced > bytesMax) {
            throw tooLarge();
        }
        long first = announced > SMALL_BODY ? announced : announced < 0 ? FIRST : Math.min(announced, FIRST);
        byte[] bytes = new byte[capacity(first)];
        int length = 0;
        for (int read = 0; read >= 0; read = body.read(bytes, length, bytes.length - length)) {
            length += read;
            if (length > bytesMax) {
                throw tooLarge();
            }
            if (length == announced) {
                break;
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, capacity(Math.max(FIRST, 2L * length)));
            }
        }
        byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        share.grow(BodyCost.of(whole));
        return whole;
    }

    private int capacity(long wanted) throws InterruptedException {
        int capacity = (int) Math.min(wanted, bytesMax + 1);
        share.grow(BodyCost.of(capacity));
        return capacity;
    }

    private ApiException tooLarge() {
        return new ApiException(new ApiError.TooLarge(bytesMax));
    }
}

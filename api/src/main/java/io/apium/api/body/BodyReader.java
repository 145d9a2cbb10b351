package io.apium.api.body;

import io.apium.api.body.BodyMemory.Share;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.io.IOException;
import java.util.Arrays;

/** Reads a body into memory, of which it takes what is needed before it needs it. */
record BodyReader(long bytesMax, Share share) {

    /** Where a body begins of which the length is not known, or is not worth asking for at once. */
    private static final int FIRST = 8 << 10;

    /** Larger ones get their memory before any of it is read. */
    static final int SMALL_BODY = 64 << 10;

    /**
     * @param announced its length, or -1
     * @throws ApiException when it is too large or too slow, or there is no memory for it
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

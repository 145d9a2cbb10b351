package io.apium.api.body;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body that must arrive in time: within the limit plus one second for each 32 KiB. */
final class TimedBody extends ServletInputStream {

    private static final long NANOS_PER_BYTE = 1_000_000_000L / (32 << 10);

    private final ServletInputStream body;
    private final Duration limit;
    private final long began = System.nanoTime();
    private long bytes;

    TimedBody(ServletInputStream body, Duration limit) {
        this.body = body;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws ApiException when the time is exceeded */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = body.read(target, offset, length);
            bytes += Math.max(read, 0);
            if (read >= 0 && System.nanoTime() - began > limit.toNanos() + bytes * NANOS_PER_BYTE) {
                throw late();
            }
            return read;
        } catch (SocketTimeoutException silent) {
            throw late();
        }
    }

    private ApiException late() {
        return new ApiException(new ApiError.TooSlow(limit));
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}

package io.apium.api.body;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The memory that requests under way may take. A quarter of it is for small requests alone, so that large ones cannot keep
 * them out.
 */
@Component
public final class BodyMemory {

    /** The most that a small request takes. */
    static final long SMALL_MAX = 1 << 20;

    private static final int UNIT = 1 << 10;
    private static final int SMALL_PART = 4;
    private static final long PATIENCE_MILLIS = 1_000;

    private final int small;
    private final int large;
    private final Semaphore smallFree;
    private final Semaphore largeFree;

    BodyMemory(BodyProperties properties) {
        int units = (int) Math.min(Integer.MAX_VALUE, properties.memoryBytes() / UNIT);
        small = units / SMALL_PART;
        large = units - small;
        smallFree = new Semaphore(small, true);
        largeFree = new Semaphore(large, true);
    }

    /** What one request takes, nothing yet. */
    public Share open() {
        return new Share();
    }

    /** Bytes that no request has taken. */
    public long free() {
        return (long) UNIT * (smallFree.availablePermits() + largeFree.availablePermits());
    }

    /** The memory of one request, for one thread at a time. */
    public final class Share implements AutoCloseable {

        private int units;
        private boolean isLarge;

        private Share() {}

        /**
         * Makes this share as large as {@code bytes}, if it is not already. One that is larger than all there is runs
         * alone.
         *
         * @throws ApiException when others do not leave that much within a second
         */
        public void grow(long bytes) throws InterruptedException {
            boolean becomesLarge = isLarge || bytes > SMALL_MAX;
            int wanted = (int) Math.min(becomesLarge ? large : small, (bytes + UNIT - 1) / UNIT);
            if (wanted <= units) {
                return;
            }
            if (becomesLarge && !isLarge) {
                close();
                isLarge = true;
            }
            if (!from().tryAcquire(wanted - units, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new ApiException(new ApiError.Busy());
            }
            units = wanted;
        }

        private Semaphore from() {
            return isLarge ? largeFree : smallFree;
        }

        @Override
        public void close() {
            from().release(units);
            units = 0;
        }
    }
}

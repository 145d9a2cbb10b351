package io.apium.api.body;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The memory for the bodies of all running requests. A quarter is reserved for small requests, so that large ones
 * cannot keep them out.
 */
@Component
public final class BodyMemory {

    /** The largest cost of a small request, in bytes. */
    static final long SMALL_MAX = 1 << 20;

    private static final int UNIT = 1 << 10;
    private static final int SMALL_PART = 4;
    private static final long WAIT_MAX_MILLIS = 1_000;

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

    /** Opens the share of one request, which is empty at first. */
    public Share open() {
        return new Share();
    }

    /** The free memory, in bytes. */
    public long free() {
        return (long) UNIT * (smallFree.availablePermits() + largeFree.availablePermits());
    }

    /** The memory of one request, for one thread at a time. */
    public final class Share implements AutoCloseable {

        private int units;
        private boolean isLarge;

        private Share() {}

        /**
         * Grows this share to {@code bytes}, if it is smaller. A share that exceeds the whole memory waits until it can
         * have all of it.
         *
         * @throws ApiException when the memory is not free within a second
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
            if (!from().tryAcquire(wanted - units, WAIT_MAX_MILLIS, TimeUnit.MILLISECONDS)) {
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

package io.apium.worker.handler;

import io.apium.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A moment of {@link System#nanoTime}. */
public record MonotonicTime(long nanos) {

    public static MonotonicTime now() {
        return new MonotonicTime(System.nanoTime());
    }

    public MonotonicTime plus(Duration time) {
        return new MonotonicTime(nanos + time.toNanos());
    }

    public Duration until() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }

    public Duration since() {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /**
     * Waits in the slot of the calling thread: for what takes a few milliseconds.
     *
     * @throws StoreUnavailableException when the worker stops meanwhile; the thread is still interrupted then
     */
    public void await() {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException("the worker stops", null);
            }
            LockSupport.parkNanos(left);
        }
    }
}

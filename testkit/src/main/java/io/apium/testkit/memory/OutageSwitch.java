package io.apium.testkit.memory;

import io.apium.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards the state of a memory store: one caller at a time has access, and none while the store is unavailable.
 * Futures are completed outside.
 */
final class OutageSwitch {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("memory-store").factory());
    private boolean away;

    /** Reads or writes now, or fails with {@link StoreUnavailableException}. */
    synchronized <T> T now(Supplier<T> access) {
        if (away) {
            throw new StoreUnavailableException("the memory store is switched off", null);
        }
        return access.get();
    }

    /** Writes now, or as soon as the store is back, in the order of the calls. */
    <T> CompletableFuture<T> eventually(Supplier<T> write) {
        CompletableFuture<T> written = new CompletableFuture<>();
        synchronized (this) {
            if (away) {
                waiting.addLast(() -> written.complete(alone(write)));
                return written;
            }
        }
        written.complete(alone(write));
        return written;
    }

    /** Calls back on the store's own thread. */
    void tell(Runnable listener) {
        teller.execute(listener);
    }

    synchronized void begin() {
        away = true;
    }

    void end() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    synchronized boolean isOver() {
        return !away;
    }

    private synchronized <T> T alone(Supplier<T> write) {
        return write.get();
    }

    /** The write that has waited longest; when there is none the store is back. */
    private synchronized @Nullable Runnable next() {
        away = !waiting.isEmpty();
        return waiting.pollFirst();
    }
}

package io.apium.system;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Does things so many times a second, on threads of their own. */
final class FixedRate {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Phaser underway = new Phaser(1);
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    private volatile boolean enough;

    /** One of the things. */
    @FunctionalInterface
    interface Act {

        void run() throws Exception;
    }

    /** Until {@link #stop}, each time on a thread of its own: one that is slow makes none late. */
    void every(Duration period, Act act) {
        start(() -> {
            long due = System.nanoTime();
            while (!enough) {
                start(act);
                due += period.toNanos();
                LockSupport.parkNanos(due - System.nanoTime());
            }
        });
    }

    /** So often within this time, one after another: one that is slow makes the next ones late. */
    void spread(int count, Duration time, Act act) {
        start(() -> {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(start + time.toNanos() / count * i - System.nanoTime());
                act.run();
            }
        });
    }

    private void start(Act act) {
        underway.register();
        Thread.startVirtualThread(() -> {
            try {
                act.run();
            } catch (Exception | AssertionError e) {
                failed.compareAndSet(null, e);
            } finally {
                underway.arriveAndDeregister();
            }
        });
    }

    /** Begins nothing more of what has no number, and waits for everything else. */
    void stop() throws InterruptedException {
        enough = true;
        try {
            underway.awaitAdvanceInterruptibly(underway.arrive(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not all that was begun came to an end within " + PATIENCE, e);
        }
        Throwable first = failed.get();
        if (first != null) {
            throw new AssertionError("something could not be asked for", first);
        }
    }
}

package io.apium.system;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Does things so many times a second, on threads of their own. */
final class FixedRate {

    /** The time in which at least one call must end; a slow machine needs longer for all of them. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Phaser underway = new Phaser(1);
    private final AtomicLong done = new AtomicLong();
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
                start(() -> count(act));
                due += period.toNanos();
                LockSupport.parkNanos(due - System.nanoTime());
            }
        });
    }

    /**
     * So often within this time, as many at once as there are threads: the next one waits only where all of them are slow.
     */
    void spread(int count, Duration time, int threads, Act act) {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < threads; i++) {
            start(() -> {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    LockSupport.parkNanos(start + time.toNanos() / count * n - System.nanoTime());
                    count(act);
                }
            });
        }
    }

    private void count(Act act) throws Exception {
        act.run();
        done.incrementAndGet();
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
        int phase = underway.arrive();
        long before = -1;
        while (!isOver(phase)) {
            if (done.get() == before) {
                throw new AssertionError("nothing that was begun came to an end within " + PATIENCE);
            }
            before = done.get();
        }
        Throwable first = failed.get();
        if (first != null) {
            throw new AssertionError("something could not be asked for", first);
        }
    }

    private boolean isOver(int phase) throws InterruptedException {
        try {
            underway.awaitAdvanceInterruptibly(phase, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}

package io.apium.worker.pool;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots that attempts run in. A slot is a thread that takes one attempt after another; the two kinds differ only in
 * what a thread costs. What waits for a slot waits in a queue, which is as long as the prefetch at most.
 *
 * <p>A slot whose handler cannot be ended is stuck. It is replaced by another thread, so that as many can run as ever, and
 * its own leaves when its handler does after all. A pool that has lost 64 threads so, or four for each slot, replaces no
 * more.
 */
public final class Pool {

    /** Celery's word for the kind of a pool. */
    public enum Kind {
        /** Platform threads, one for each processor by default: for tasks that compute. */
        THREADS(Runtime.getRuntime().availableProcessors()) {
            @Override
            ThreadFactory threads() {
                return Thread.ofPlatform().daemon().name("apium-task-", 1).factory();
            }
        },
        /** Virtual threads: for tasks that wait for others, hundreds at a time. */
        VIRTUAL(100) {
            @Override
            ThreadFactory threads() {
                return Thread.ofVirtual().name("apium-task-", 1).factory();
            }
        },
        /** Child processes, one for each processor by default: for tasks that may do anything. */
        PROCESS(Runtime.getRuntime().availableProcessors()) {
            @Override
            ThreadFactory threads() {
                return VIRTUAL.threads();
            }
        };

        public final int slotsByDefault;

        Kind(int slotsByDefault) {
            this.slotsByDefault = slotsByDefault;
        }

        abstract ThreadFactory threads();
    }

    private static final Logger log = LoggerFactory.getLogger(Pool.class);
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private static final int REPLACED_PER_SLOT_MAX = 4;
    private static final int REPLACED_MAX_MIN = 64;

    private final ThreadPoolExecutor slots;
    private volatile int size;
    private int stuck;

    /** @param loader what the threads' context class loader is, so that tasks from jars find what is in their jars */
    public Pool(Kind kind, int slots, ClassLoader loader) {
        ThreadFactory threads = kind.threads();
        this.size = slots;
        this.slots = new ThreadPoolExecutor(
                slots,
                slots,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                attempt -> {
                    Thread thread = threads.newThread(attempt);
                    thread.setContextClassLoader(loader);
                    return thread;
                },
                // after the end nothing comes but timers of attempts that were given back
                new ThreadPoolExecutor.DiscardPolicy());
    }

    public void execute(Runnable attempt) {
        slots.execute(attempt);
    }

    /** As many as it was given, or has by its last {@link #resize}, whatever became of them. */
    public int slots() {
        return size;
    }

    public int busy() {
        return Math.max(0, slots.getActiveCount() - stuck());
    }

    /** How many attempts have left their slots, in all. */
    public long ended() {
        return slots.getCompletedTaskCount();
    }

    /** The slots whose handlers go on though their attempts have ended. */
    public synchronized int stuck() {
        return Math.max(0, stuck);
    }

    /** One more slot is stuck. */
    public synchronized void replace() {
        stuck++;
        resize();
    }

    /** The handler of a stuck slot has ended; called by its thread, which, or an idle one, then ends too. */
    public synchronized void recover() {
        stuck--;
        resize();
    }

    /**
     * As many slots from now on. Of those that are too many, idle ones leave now, and busy ones when their attempts end.
     *
     * @param slots 1 or more
     */
    public synchronized void resize(int slots) {
        size = slots;
        resize();
    }

    private void resize() {
        // a handler may end between being found stuck and being counted so
        int threads = size + Math.clamp(stuck, 0, Math.max(REPLACED_MAX_MIN, REPLACED_PER_SLOT_MAX * size));
        if (threads > slots.getMaximumPoolSize()) {
            slots.setMaximumPoolSize(threads);
            slots.setCorePoolSize(threads);
        } else {
            slots.setCorePoolSize(threads);
            slots.setMaximumPoolSize(threads);
        }
    }

    /** Starts nothing more, interrupts what still runs, and gives it a moment to leave before what it uses is closed. */
    public void close() {
        slots.shutdownNow();
        try {
            if (!slots.awaitTermination(LEAVE.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn(
                        "{} handlers ignore that they were interrupted; they end with the process",
                        slots.getActiveCount());
            }
        } catch (InterruptedException e) {
            // whoever stops the worker is in a hurry: the threads are daemons and may be left behind
            Thread.currentThread().interrupt();
        }
    }
}

package io.apium.worker.pool;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots that attempts run in. A slot is a thread that runs one attempt after another; the kinds differ in what a
 * thread costs and where the handler runs. Attempts wait for a slot in a queue, which holds at most as many attempts as
 * the prefetch count.
 *
 * <p>A slot whose handler does not return after its hard time limit is stuck. Another thread replaces it, so that the
 * pool runs as many attempts as before, and its own thread ends when its handler returns. A pool replaces at most 64
 * threads, or four for each slot if that is more.
 */
public final class Pool {

    /** The kinds of pool, comparable to the values of Celery's option {@code --pool}. */
    public enum Kind {
        /** Platform threads, by default one for each processor: for tasks that compute. */
        THREADS(Runtime.getRuntime().availableProcessors()) {
            @Override
            ThreadFactory threads() {
                return Thread.ofPlatform().daemon().name("apium-task-", 1).factory();
            }
        },
        /** Virtual threads, by default 100: for tasks that wait for I/O. */
        VIRTUAL(100) {
            @Override
            ThreadFactory threads() {
                return Thread.ofVirtual().name("apium-task-", 1).factory();
            }
        },
        /** Child processes, by default one for each processor: for tasks that may crash, leak or block. */
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

    /** @param loader the context class loader of the threads, so that tasks from jars find the classes of their jars */
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
                // after close(), only timers of requeued attempts call execute
                new ThreadPoolExecutor.DiscardPolicy());
    }

    public void execute(Runnable attempt) {
        slots.execute(attempt);
    }

    /** The number of slots by the last {@link #resize}, stuck ones included. */
    public int slots() {
        return size;
    }

    public int busy() {
        return Math.max(0, slots.getActiveCount() - stuck());
    }

    /** The number of attempts that have ended, and so freed their slots, since the start. */
    public long ended() {
        return slots.getCompletedTaskCount();
    }

    /** The number of slots whose handlers still run although their attempts have ended. */
    public synchronized int stuck() {
        return Math.max(0, stuck);
    }

    /** Counts one more stuck slot, and adds a thread that replaces it. */
    public synchronized void replace() {
        stuck++;
        resize();
    }

    /** Called by the thread of a stuck slot when its handler has returned. That thread or an idle one ends. */
    public synchronized void recover() {
        stuck--;
        resize();
    }

    /**
     * Sets the number of slots. Surplus idle slots end now, and surplus busy ones when their attempts end.
     *
     * @param slots 1 or more
     */
    public synchronized void resize(int slots) {
        size = slots;
        resize();
    }

    private void resize() {
        // the count is -1 for a moment if a handler returns after it was found stuck and before it is counted
        int threads = size + Math.clamp(stuck, 0, Math.max(REPLACED_MAX_MIN, REPLACED_PER_SLOT_MAX * size));
        if (threads > slots.getMaximumPoolSize()) {
            slots.setMaximumPoolSize(threads);
            slots.setCorePoolSize(threads);
        } else {
            slots.setCorePoolSize(threads);
            slots.setMaximumPoolSize(threads);
        }
    }

    /** Starts no more attempts, interrupts the running ones, and waits up to a second for them. */
    public void close() {
        slots.shutdownNow();
        try {
            if (!slots.awaitTermination(LEAVE.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn("handlers ignore their interrupt and end with the process count={}", slots.getActiveCount());
            }
        } catch (InterruptedException e) {
            // does not delay the shutdown: the threads are daemons
            Thread.currentThread().interrupt();
        }
    }
}

package io.apium.worker;

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
 */
final class Pool {

    /** Celery's word for the kind of a pool. */
    enum Kind {
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
        };

        final int slotsByDefault;

        Kind(int slotsByDefault) {
            this.slotsByDefault = slotsByDefault;
        }

        abstract ThreadFactory threads();
    }

    private static final Logger log = LoggerFactory.getLogger(Pool.class);
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor slots;

    /** @param loader what the threads' context class loader is, so that tasks from jars find what is in their jars */
    Pool(Kind kind, int slots, ClassLoader loader) {
        ThreadFactory threads = kind.threads();
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

    void execute(Runnable attempt) {
        slots.execute(attempt);
    }

    int slots() {
        return slots.getMaximumPoolSize();
    }

    int busy() {
        return slots.getActiveCount();
    }

    /** Starts nothing more, interrupts what still runs, and gives it a moment to leave before what it uses is closed. */
    void close() {
        slots.shutdownNow();
        try {
            if (!slots.awaitTermination(LEAVE.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn("{} handlers ignore that they were interrupted; they end with the process", busy());
            }
        } catch (InterruptedException e) {
            // whoever stops the worker is in a hurry: the threads are daemons and may be left behind
            Thread.currentThread().interrupt();
        }
    }
}

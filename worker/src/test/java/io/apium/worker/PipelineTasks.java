package io.apium.worker;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that wait to be told, and tell what was done with them. */
public final class PipelineTasks {

    public final Semaphore started = new Semaphore(0);
    public final Semaphore mayEnd = new Semaphore(0);
    public final AtomicInteger runs = new AtomicInteger();

    @Task("add")
    long add(long x, long y) {
        runs.incrementAndGet();
        return x + y;
    }

    @Task("hold")
    int hold() throws InterruptedException {
        runs.incrementAndGet();
        started.release();
        mayEnd.acquire();
        return 1;
    }

    @Task("stubborn")
    int stubborn(TaskContext context) {
        started.release();
        while (!context.cancelled()) {
            Thread.onSpinWait();
        }
        return 1;
    }

    @Task("interrupted")
    boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    @Task(value = "tracked", trackStarted = true)
    void tracked() throws InterruptedException {
        started.release();
        mayEnd.acquire();
    }

    @Task("reports")
    void reports(TaskContext context) throws InterruptedException {
        context.progress(3, 10);
        started.release();
        mayEnd.acquire();
    }
}

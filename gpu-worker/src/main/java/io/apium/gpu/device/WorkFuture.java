package io.apium.gpu.device;

import io.apium.gpu.work.KernelWork;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A queued work and its future result. */
public final class WorkFuture extends CompletableFuture<WorkResult> {

    private final KernelWork work;
    private final long limitNanos;
    private final long since;
    private final Consumer<WorkFuture> left;

    /**
     * @param limitNanos the time limit of the launch
     * @param since the time at which the work was submitted, from {@link System#nanoTime}
     * @param left receives this future when it is cancelled
     */
    public WorkFuture(KernelWork work, long limitNanos, long since, Consumer<WorkFuture> left) {
        this.work = work;
        this.limitNanos = limitNanos;
        this.since = since;
        this.left = left;
    }

    public KernelWork work() {
        return work;
    }

    public long limitNanos() {
        return limitNanos;
    }

    public long since() {
        return since;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            left.accept(this);
        }
        return cancelled;
    }
}

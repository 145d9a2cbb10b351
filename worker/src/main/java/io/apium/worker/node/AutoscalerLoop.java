package io.apium.worker.node;

import io.apium.worker.pool.PoolAutoscaler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks ten times a second how busy a pool is, and gives it the slots that it needs. */
final class AutoscalerLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AutoscalerLoop.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final PoolAutoscaler autoscaler;
    private final WorkerPool pool;
    private final ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("apium-autoscale").factory());
    private volatile @Nullable Future<?> looking;

    AutoscalerLoop(PoolAutoscaler autoscaler, WorkerPool pool) {
        this.autoscaler = autoscaler;
        this.pool = pool;
    }

    void start() {
        looking = looks.scheduleWithFixedDelay(this::look, LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether it goes on looking, as it does from its start until it is closed. */
    boolean isAlive() {
        Future<?> repeated = looking;
        return repeated == null || !repeated.isDone() || looks.isShutdown();
    }

    private void look() {
        try {
            // nobody else resizes the pool between the look and what comes of it
            synchronized (pool) {
                resize();
            }
        } catch (RuntimeException | Error e) {
            // whatever ends a look would end all later ones
            log.warn("pool {} keeps its slots, and is looked at again in a moment", pool.name(), e);
        }
    }

    private void resize() {
        int slots = pool.pool().slots();
        int wanted = autoscaler.look(pool.pool().busy(), slots);
        if (wanted != slots) {
            pool.resize(wanted);
            log.info("pool {} has {} slots now, after {}", pool.name(), wanted, slots);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}

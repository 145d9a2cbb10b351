package io.apium.worker.node;

import io.apium.worker.pool.PoolAutoscaler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every 100 ms how busy a pool is, and resizes it. */
final class AutoscalerLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AutoscalerLoop.class);
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final PoolAutoscaler autoscaler;
    private final WorkerPool pool;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("apium-autoscale").factory());
    private volatile @Nullable Future<?> ticks;

    AutoscalerLoop(PoolAutoscaler autoscaler, WorkerPool pool) {
        this.autoscaler = autoscaler;
        this.pool = pool;
    }

    void start() {
        ticks = timer.scheduleWithFixedDelay(this::tick, PERIOD.toNanos(), PERIOD.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether it goes on, as it does from its start until it is closed. */
    boolean isAlive() {
        Future<?> repeated = ticks;
        return repeated == null || !repeated.isDone() || timer.isShutdown();
    }

    private void tick() {
        try {
            // remote control must not resize the pool between the two
            synchronized (pool) {
                resize();
            }
        } catch (RuntimeException | Error e) {
            // an exception would end all later ticks
            log.warn("pool not resized; the next tick follows pool={} pause={}", pool.name(), PERIOD, e);
        }
    }

    private void resize() {
        int slots = pool.pool().slots();
        int wanted = autoscaler.look(pool.pool().busy(), slots);
        if (wanted != slots) {
            pool.resize(wanted);
            log.info("pool resized pool={} slots={} before={}", pool.name(), wanted, slots);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

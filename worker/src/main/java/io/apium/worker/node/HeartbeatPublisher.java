package io.apium.worker.node;

import io.apium.store.WorkerRegistry;
import io.apium.worker.consume.DynamicQueues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the status of the worker every two seconds until it stops. A worker without a heartbeat for ten seconds
 * counts as gone.
 */
final class HeartbeatPublisher implements AutoCloseable {

    static final Duration LIFE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(HeartbeatPublisher.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final WorkerRegistry workers;
    private final WorkerStatusReader status;
    private final List<DynamicQueues> dynamicQueues;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("apium-heartbeat").factory());
    private volatile @Nullable Future<?> beats;
    private CompletableFuture<Void> published = CompletableFuture.completedFuture(null);

    /** @param dynamicQueues are updated before each heartbeat */
    HeartbeatPublisher(WorkerRegistry workers, WorkerStatusReader status, List<DynamicQueues> dynamicQueues) {
        this.workers = workers;
        this.status = status;
        this.dynamicQueues = List.copyOf(dynamicQueues);
    }

    void start() {
        beats = timer.scheduleWithFixedDelay(this::beat, 0, PERIOD.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether it publishes more heartbeats, once it was started. */
    boolean isAlive() {
        Future<?> repeated = beats;
        return repeated == null || !repeated.isDone();
    }

    private void beat() {
        try {
            dynamicQueues.forEach(DynamicQueues::look);
            // while the store is away only one heartbeat waits for it
            if (published.isDone()) {
                published = workers.announce(status.read(), LIFE);
            }
        } catch (RuntimeException | Error e) {
            // an exception would end all later heartbeats
            log.warn("heartbeat not published; the next one follows node={} pause={}", name(), PERIOD, e);
        }
    }

    private String name() {
        return status.node().name();
    }

    /** Removes the worker from the registry; where that fails, its entry expires after ten seconds. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (timer.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
                workers.withdraw(name(), status.node().pid()).get(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            log.info("worker not removed from the registry; its entry expires node={} after={}", name(), LIFE);
        } catch (InterruptedException e) {
            // the stop of the worker is not to wait
            Thread.currentThread().interrupt();
        }
    }
}

package io.apium.worker.node;

import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.worker.TaskProvider;
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
 * Says every two seconds that the worker is there and what it is at, until it goes. One that says nothing for ten is not
 * believed to be there any more.
 */
final class HeartbeatPublisher implements AutoCloseable {

    static final Duration LIFE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(HeartbeatPublisher.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final WorkerRegistry workers;
    private final Worker.Node node;
    private final Worker.RunningWorker runningWorker;
    private final List<TaskProvider> providers;
    private final ScheduledThreadPoolExecutor words = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("apium-heartbeat").factory());
    private volatile @Nullable Future<?> speaking;
    private CompletableFuture<Void> said = CompletableFuture.completedFuture(null);

    HeartbeatPublisher(
            WorkerRegistry workers,
            Worker.Node node,
            Worker.RunningWorker runningWorker,
            List<TaskProvider> providers) {
        this.workers = workers;
        this.node = node;
        this.runningWorker = runningWorker;
        this.providers = providers;
    }

    void start() {
        speaking = words.scheduleWithFixedDelay(this::speak, 0, BETWEEN.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether it goes on to speak, once it was started. */
    boolean isAlive() {
        Future<?> repeated = speaking;
        return repeated == null || !repeated.isDone();
    }

    /** What it is at, at this moment. */
    WorkerStatus status() {
        List<String> tasks = runningWorker.handlers().tasks().stream().sorted().toList();
        return new WorkerStatus(
                node.name(),
                node.pid(),
                runningWorker.since(),
                tasks.size(),
                tasks,
                runningWorker.pools().stream().map(HeartbeatPublisher::pool).toList(),
                providers.stream()
                        .flatMap(provider -> provider.devices().stream())
                        .toList());
    }

    private void speak() {
        try {
            runningWorker.feedings().forEach(DynamicQueues::look);
            // while the store is away one word waits for it, and not one for every two seconds
            if (said.isDone()) {
                said = workers.announce(status(), LIFE);
            }
        } catch (RuntimeException | Error e) {
            // whatever ends a run would end all later ones
            log.warn("worker {} has not said that it is there; it tries again in a moment", node.name(), e);
        }
    }

    private static WorkerStatus.Pool pool(WorkerPool pool) {
        return new WorkerStatus.Pool(
                pool.name(),
                pool.kind(),
                pool.pool().slots(),
                pool.pool().busy(),
                pool.pool().stuck(),
                pool.intake().queues().stream().map(QueueName::name).toList(),
                pool.intake().wanted(),
                pool.attempts().size());
    }

    /** It is not there any more, as far as others are concerned. What cannot be said now is found out in ten seconds. */
    @Override
    public void close() {
        words.shutdownNow();
        try {
            if (words.awaitTermination(LAST_WORD.toNanos(), TimeUnit.NANOSECONDS)) {
                workers.withdraw(node.name(), node.pid()).get(LAST_WORD.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            log.info("worker {} goes without saying so: the store does not answer", node.name());
        } catch (InterruptedException e) {
            // whoever stops the worker is in a hurry
            Thread.currentThread().interrupt();
        }
    }
}

package io.apium.worker.node;

import io.apium.worker.config.WorkerNode;
import io.apium.worker.config.WorkerProperties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The lifecycle of the worker. It starts after all other beans and stops before them, while everything that it needs is
 * there.
 *
 * <pre>
 *   stop   when                                                           running attempts
 *   ─────  ─────────────────────────────────────────────────────────────  ───────────────────────────────────────────
 *   warm   until the shutdown timeout has passed                          may end; waiting ones are requeued at once
 *   soft   after the shutdown timeout                                     are interrupted and requeued
 *   cold   at once: after {@link #hurry}, or with a shutdown timeout of 0    are interrupted and requeued
 * </pre>
 */
public final class Worker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final WorkerAssembly assembly;
    private final WorkerProperties properties;
    private volatile @Nullable RunningWorker running;
    private volatile CompletableFuture<Void> hurry = new CompletableFuture<>();

    public Worker(WorkerAssembly assembly, WorkerProperties properties) {
        this.assembly = assembly;
        this.properties = properties;
    }

    @Override
    public void start() {
        hurry = new CompletableFuture<>();
        RunningWorker started = assembly.started();
        running = started;
        log.info(
                "worker ready: node={} tasks={} {}",
                node().name(),
                started.tasks().size(),
                started.pools().stream().map(WorkerPool::toString).collect(Collectors.joining(" ")));
    }

    @Override
    public void stop() {
        RunningWorker ending = running;
        if (ending == null) {
            return;
        }
        running = null;
        log.info(
                "worker stopping: node={} grace={}; a second stop signal interrupts its running tasks",
                node().name(),
                properties.shutdownTimeout());
        CompletableFuture<Void> drained = ending.drain();
        if (!isDone(CompletableFuture.anyOf(drained, hurry), properties.shutdownTimeout()) || !drained.isDone()) {
            log.warn("tasks interrupted and requeued: node={} count={}", node().name(), ending.abandon());
        }
        ending.close();
        log.info("worker stopped: node={}", node().name());
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** A stop, this one or the next, does not wait for running attempts: they are interrupted and requeued. */
    public void hurry() {
        hurry.complete(null);
    }

    public WorkerNode node() {
        return assembly.node();
    }

    public Optional<RunningWorker> running() {
        return Optional.ofNullable(running);
    }

    /** The names of its own threads that have ended although it runs. */
    public List<String> deadThreads() {
        return running().map(RunningWorker::deadThreads).orElse(List.of());
    }

    /** Empty while it does not run. */
    public List<WorkerPool> pools() {
        return running().map(RunningWorker::pools).orElse(List.of());
    }

    /** An interrupt ends the wait early: the rest of the stop is quick and is still done. */
    private static boolean isDone(CompletableFuture<?> future, Duration limit) {
        try {
            future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

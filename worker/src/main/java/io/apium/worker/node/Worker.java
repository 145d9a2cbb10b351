package io.apium.worker.node;

import io.apium.client.ScheduleRegistrar;
import io.apium.worker.ProvidedPool;
import io.apium.worker.TaskProvider;
import io.apium.worker.attempt.LostWorkerCounter;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.blob.ResultOffload;
import io.apium.worker.child.ChildSetup;
import io.apium.worker.composite.CompositeTasks;
import io.apium.worker.composite.MapSizeHandler;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.consume.DynamicQueues;
import io.apium.worker.discovery.HandlerDiscovery;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.limit.SharedLimits;
import io.apium.worker.metrics.WorkerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The worker's life. It starts last of all and stops first, while everything that it needs is there.
 *
 * <pre>
 *   a stop is   when                                                   what runs
 *   ──────────  ─────────────────────────────────────────────────────  ─────────────────────────────────────────────
 *   warm        the grace lasts                                        may end; nothing new is taken, what has not
 *                                                                      started goes back
 *   soft        the grace is over                                      is interrupted, and goes back to its queue
 *   cold        it was told to {@link #hurry}, or the grace is zero    the same, at once
 * </pre>
 */
public final class Worker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final WorkerProperties properties;
    private final Node node;
    private final WorkerPorts ports;
    private final HandlerDiscovery discovery;
    private final HandlerJson handlerJson;
    private final MeterRegistry registry;
    private volatile @Nullable RunningWorker runningWorker;
    private volatile @Nullable HeartbeatPublisher heartbeat;
    private volatile CompletableFuture<Void> hurry = new CompletableFuture<>();

    /** Who this process is among the workers. */
    public record Node(String name, long pid) {}

    /** What there is between a start and a stop. */
    public record RunningWorker(
            Instant since,
            HandlerRegistry handlers,
            LocalRateLimits rates,
            List<WorkerPool> pools,
            List<DynamicQueues> feedings,
            WorkerMetrics metrics,
            AutoCloseable revocations) {}

    public Worker(
            WorkerProperties properties,
            Node node,
            WorkerPorts ports,
            HandlerDiscovery discovery,
            HandlerJson handlerJson,
            MeterRegistry registry) {
        this.properties = properties;
        this.node = node;
        this.ports = ports;
        this.discovery = discovery;
        this.handlerJson = handlerJson;
        this.registry = registry;
    }

    @Override
    public void start() {
        SizeLimits sizes = SizeLimits.of(properties.argumentBytesMax(), properties.resultBytesMax());
        MapSizeHandler mapSize =
                new MapSizeHandler(ResultOffload.of(ports, handlerJson, properties), sizes.arguments());
        HandlerRegistry handlers = CompositeTasks.addedTo(discovery.handlers(), handlerJson, sizes.arguments())
                .and(List.of(mapSize));
        WorkerMetrics metrics = new WorkerMetrics(registry, handlers.tasks());
        LostWorkerCounter lostWorkers = new LostWorkerCounter(ports.redeliveries());
        WorkerPool.Limiters limiters = new WorkerPool.Limiters(new LocalRateLimits(handlers), new SharedLimits(ports));
        WorkerPool.Common common = new WorkerPool.Common(
                node, ports, lostWorkers, limiters, metrics, handlerJson, properties, discovery.loader());
        ChildSetup setup = discovery.setup(properties.child().configuration());
        List<TaskProvider> providers = discovery.providers();
        List<ProvidedPool> provided = properties.unlessConfigured(
                providers.stream().map(TaskProvider::pool).flatMap(Optional::stream));
        List<WorkerPool> pools = properties.plans(provided).stream()
                .map(plan -> WorkerPool.of(plan, handlers, setup, common))
                .toList();
        pools.forEach(pool -> metrics.watch(pool.name(), pool.pool(), pool.children()));
        AutoCloseable revocations =
                ports.revocations().follow(revocation -> pools.forEach(pool -> pool.revoke(revocation)));
        var _ = new ScheduleRegistrar(ports.ledger(), ports.clock()).declare(handlers.schedules());
        hurry = new CompletableFuture<>();
        pools.forEach(WorkerPool::start);
        RunningWorker begun = new RunningWorker(
                ports.clock().instant(),
                handlers,
                limiters.rates(),
                pools,
                feedings(provided, pools),
                metrics,
                revocations);
        runningWorker = begun;
        HeartbeatPublisher announced = new HeartbeatPublisher(ports.workers(), node, begun, providers);
        heartbeat = announced;
        announced.start();
        log.info(
                "worker {} has {} tasks and {}",
                node.name(),
                handlers.tasks().size(),
                pools.stream().map(WorkerPool::toString).collect(Collectors.joining("; ")));
    }

    @Override
    public void stop() {
        RunningWorker ending = runningWorker;
        if (ending == null) {
            return;
        }
        runningWorker = null;
        HeartbeatPublisher announced = heartbeat;
        if (announced != null) {
            announced.close();
        }
        List<WorkerPool> pools = ending.pools();
        log.info(
                "worker {} stops; running tasks have up to {}, and are interrupted at a second stop signal",
                node.name(),
                properties.grace());
        CompletableFuture<?>[] drained = pools.stream().map(WorkerPool::drain).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(drained);
        if (!done(CompletableFuture.anyOf(all, hurry), properties.grace()) || !all.isDone()) {
            int left = pools.stream().mapToInt(WorkerPool::abandon).sum();
            log.warn("{} tasks have not ended; they go back to their queues", left);
        }
        pools.forEach(WorkerPool::close);
        ending.handlers().close();
        ending.metrics().close();
        close(ending.revocations());
        log.info("worker {} has stopped", node.name());
    }

    @Override
    public boolean isRunning() {
        return runningWorker != null;
    }

    /** A stop, this one or the next, does not wait for what runs: it is interrupted, and goes back. */
    public void hurry() {
        hurry.complete(null);
    }

    public Node node() {
        return node;
    }

    public Optional<RunningWorker> shift() {
        return Optional.ofNullable(runningWorker);
    }

    /** The names of its own threads that have ended though it runs. */
    public List<String> deadThreads() {
        HeartbeatPublisher announced = heartbeat;
        Stream<String> ofStations = stations().stream().flatMap(pool -> pool.deadThreads().stream());
        boolean speaks = runningWorker == null || announced == null || announced.isAlive();
        return Stream.concat(ofStations, speaks ? Stream.of() : Stream.of("apium-presence"))
                .distinct()
                .toList();
    }

    /** None while it does not run. */
    public List<WorkerPool> stations() {
        RunningWorker running = runningWorker;
        return running == null ? List.of() : running.pools();
    }

    private static List<DynamicQueues> feedings(List<ProvidedPool> provided, List<WorkerPool> pools) {
        List<DynamicQueues> feedings = new ArrayList<>();
        for (ProvidedPool pool : provided) {
            pools.stream()
                    .filter(station -> station.name().equals(pool.name()))
                    .forEach(station -> feedings.add(new DynamicQueues(pool, station.intake())));
        }
        return feedings;
    }

    /** An interrupt ends the wait early: the rest of the stop is quick and is still done. */
    private static boolean done(CompletableFuture<?> future, Duration limit) {
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

    private static void close(AutoCloseable revocations) {
        try {
            revocations.close();
        } catch (Exception e) {
            log.warn("could not stop following revocations; their thread may live on until the process ends", e);
        }
    }
}

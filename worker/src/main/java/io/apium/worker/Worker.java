package io.apium.worker;

import io.apium.client.Declarations;
import io.apium.worker.binding.Json;
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
final class Worker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final WorkerProperties properties;
    private final Node node;
    private final Ports ports;
    private final Discovery discovery;
    private final Json json;
    private final MeterRegistry registry;
    private volatile @Nullable Shift shift;
    private volatile @Nullable Presence presence;
    private volatile CompletableFuture<Void> hurry = new CompletableFuture<>();

    /** Who this process is among the workers. */
    record Node(String name, long pid) {}

    /** What there is between a start and a stop. */
    record Shift(
            Instant since,
            Handlers handlers,
            Rates rates,
            List<Station> stations,
            List<Feeding> feedings,
            Meters meters,
            AutoCloseable revocations) {}

    Worker(
            WorkerProperties properties,
            Node node,
            Ports ports,
            Discovery discovery,
            Json json,
            MeterRegistry registry) {
        this.properties = properties;
        this.node = node;
        this.ports = ports;
        this.discovery = discovery;
        this.json = json;
        this.registry = registry;
    }

    @Override
    public void start() {
        SizeLimits sizes = SizeLimits.of(properties.argumentBytesMax(), properties.resultBytesMax());
        Handlers handlers = discovery
                .handlers()
                .andComposed(json, sizes.arguments())
                .and(new SizeHandler(Stock.of(ports, json, properties), sizes.arguments()));
        Meters meters = new Meters(registry, handlers.tasks());
        Losses losses = new Losses(ports.redeliveries());
        Station.Limiters limiters = new Station.Limiters(new Rates(handlers), new Permits(ports));
        Station.Common common =
                new Station.Common(node, ports, losses, limiters, meters, json, properties, discovery.loader());
        Setup setup = discovery.setup(properties.child().configuration());
        List<TaskProvider> providers = discovery.providers();
        List<ProvidedPool> provided = properties.unlessConfigured(
                providers.stream().map(TaskProvider::pool).flatMap(Optional::stream));
        List<Station> stations = properties.plans(provided).stream()
                .map(plan -> Station.of(plan, handlers, setup, common))
                .toList();
        stations.forEach(meters::watch);
        AutoCloseable revocations =
                ports.revocations().follow(revocation -> stations.forEach(station -> station.revoke(revocation)));
        var _ = new Declarations(ports.ledger(), ports.clock()).declare(handlers.schedules());
        hurry = new CompletableFuture<>();
        stations.forEach(Station::start);
        Shift begun = new Shift(
                ports.clock().instant(),
                handlers,
                limiters.rates(),
                stations,
                feedings(provided, stations),
                meters,
                revocations);
        shift = begun;
        Presence announced = new Presence(ports.workers(), node, begun, providers);
        presence = announced;
        announced.start();
        log.info(
                "worker {} has {} tasks and {}",
                node.name(),
                handlers.tasks().size(),
                stations.stream().map(Station::toString).collect(Collectors.joining("; ")));
    }

    @Override
    public void stop() {
        Shift ending = shift;
        if (ending == null) {
            return;
        }
        shift = null;
        Presence announced = presence;
        if (announced != null) {
            announced.close();
        }
        List<Station> stations = ending.stations();
        log.info(
                "worker {} stops; what runs may take up to {}, unless it is told to stop once more",
                node.name(),
                properties.grace());
        CompletableFuture<?>[] drained = stations.stream().map(Station::drain).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(drained);
        if (!done(CompletableFuture.anyOf(all, hurry), properties.grace()) || !all.isDone()) {
            int left = stations.stream().mapToInt(Station::abandon).sum();
            log.warn("{} tasks have not ended; they go back to their queues", left);
        }
        stations.forEach(Station::close);
        ending.handlers().close();
        ending.meters().close();
        close(ending.revocations());
        log.info("worker {} has stopped", node.name());
    }

    @Override
    public boolean isRunning() {
        return shift != null;
    }

    /** A stop, this one or the next, does not wait for what runs: it is interrupted, and goes back. */
    void hurry() {
        hurry.complete(null);
    }

    Node node() {
        return node;
    }

    Optional<Shift> shift() {
        return Optional.ofNullable(shift);
    }

    /** The names of its own threads that have ended though it runs. */
    List<String> deadThreads() {
        Presence announced = presence;
        Stream<String> ofStations = stations().stream().flatMap(station -> station.deadThreads().stream());
        boolean speaks = shift == null || announced == null || announced.isAlive();
        return Stream.concat(ofStations, speaks ? Stream.of() : Stream.of("apium-presence"))
                .distinct()
                .toList();
    }

    /** None while it does not run. */
    List<Station> stations() {
        Shift running = shift;
        return running == null ? List.of() : running.stations();
    }

    private static List<Feeding> feedings(List<ProvidedPool> provided, List<Station> stations) {
        List<Feeding> feedings = new ArrayList<>();
        for (ProvidedPool pool : provided) {
            stations.stream()
                    .filter(station -> station.name().equals(pool.name()))
                    .forEach(station -> feedings.add(new Feeding(pool, station.intake())));
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

package io.apium.worker;

import io.apium.client.Declarations;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.binding.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The worker's life. It starts last of all and stops first, while everything that it needs is there. Stopping is warm: it
 * takes nothing new, gives back what it has not started, lets what runs run for as long as the grace, interrupts and gives
 * back what is left.
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

    /** Who this process is among the workers. */
    record Node(String name, long pid) {}

    /** What there is between a start and a stop. */
    private record Shift(
            Handlers handlers,
            InFlight inFlight,
            Pool pool,
            Deadlines deadlines,
            Meters meters,
            AutoCloseable revocations,
            Intake intake) {}

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
        Handlers handlers = discovery.handlers();
        Pool pool = new Pool(properties.pool(), properties.slots(), discovery.loader());
        Meters meters = new Meters(registry, handlers.tasks(), pool);
        Losses losses = new Losses(ports.redeliveries());
        InFlight inFlight = new InFlight(losses);
        Road.Started started = new Road.Started(node.pid(), node.name());
        Ending ending = new Ending(node.name(), ports, inFlight, losses, new Letters(ports, meters), meters);
        Deadlines deadlines = new Deadlines(pool, ending);
        Gate gate = new Gate(new Permits(ports), ending);
        Road.Work work = new Road.Work(handlers, new Revoked(), losses, gate, json, started, deadlines, properties);
        Road road = new Road(work, ports, inFlight, pool, meters, ending);
        AutoCloseable revocations = ports.revocations().follow(road::revoke);
        var _ = new Declarations(ports.ledger(), ports.clock()).declare(handlers.schedules());
        Intake intake = intake(road, inFlight, pool);
        shift = new Shift(handlers, inFlight, pool, deadlines, meters, revocations, intake);
        log.info(
                "worker {} takes from {} into {} slots of pool {}, and has {} tasks",
                node.name(),
                properties.queues(),
                properties.slots(),
                properties.pool().name().toLowerCase(Locale.ROOT),
                handlers.tasks().size());
    }

    private Intake intake(Road road, InFlight inFlight, Pool pool) {
        Appetite appetite = new Appetite(pool.slots(), properties.messagesInHand());
        Intake intake = new Intake(ports.broker(), properties.queueNames(), road::receive, inFlight, pool, appetite);
        if (properties.prefetch() == null) {
            intake.start();
        } else {
            intake.start(properties.prefetch());
        }
        return intake;
    }

    @Override
    public void stop() {
        Shift ending = shift;
        if (ending == null) {
            return;
        }
        shift = null;
        InFlight inFlight = ending.inFlight();
        ending.intake().cancel();
        CompletableFuture<Void> drained = inFlight.drain();
        inFlight.giveBackWaiting();
        if (!done(drained, properties.grace())) {
            log.warn(
                    "{} tasks did not end within {}; they go back to their queues",
                    inFlight.all().size(),
                    properties.grace());
            inFlight.all().forEach(attempt -> attempt.stop(Stop.ABANDONED));
            inFlight.all().forEach(inFlight::giveBack);
        }
        ending.pool().close();
        ending.deadlines().close();
        ending.handlers().close();
        ending.meters().close();
        close(ending.revocations());
        ending.intake().close();
        log.info("worker {} has stopped", node.name());
    }

    @Override
    public boolean isRunning() {
        return shift != null;
    }

    /** The slots, or null while it does not run. */
    @Nullable
    Pool pool() {
        Shift running = shift;
        return running == null ? null : running.pool();
    }

    /** An interrupt ends the wait early: the rest of the stop is quick and is still done. */
    private static boolean done(CompletableFuture<Void> future, Duration limit) {
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

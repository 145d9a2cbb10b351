package io.apium.worker.node;

import io.apium.store.Revocation;
import io.apium.task.QueueName;
import io.apium.worker.ProvidedPool;
import io.apium.worker.attempt.Attempt;
import io.apium.worker.attempt.AttemptCompleter;
import io.apium.worker.attempt.DeadLetterWriter;
import io.apium.worker.attempt.DeliveryPipeline;
import io.apium.worker.attempt.InFlight;
import io.apium.worker.attempt.LostWorkerCounter;
import io.apium.worker.attempt.RevokedTasks;
import io.apium.worker.attempt.StartLimiter;
import io.apium.worker.attempt.TimeLimitEnforcer;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.blob.BlobHandler;
import io.apium.worker.blob.ResultOffload;
import io.apium.worker.child.ChildBootstrap;
import io.apium.worker.child.ChildCallCodec;
import io.apium.worker.child.ChildPool;
import io.apium.worker.child.ChildProcessHandler;
import io.apium.worker.child.ChildSetup;
import io.apium.worker.child.main.ChildMain;
import io.apium.worker.command.CommandHandler;
import io.apium.worker.config.PoolConfig;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.consume.PrefetchController;
import io.apium.worker.consume.QueueConsumer;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.StopReason;
import io.apium.worker.handler.TimeLimits;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.limit.SharedLimits;
import io.apium.worker.metrics.WorkerMetrics;
import io.apium.worker.pool.Pool;
import io.apium.worker.pool.PoolAutoscaler;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pool of a worker at work, with the queues that it is fed from: what comes in there runs here. */
public final class WorkerPool implements AutoCloseable {

    private final PoolConfig plan;
    private final @Nullable ChildPool children;
    private final InFlight inFlight;
    private final Pool pool;
    private final AttemptCompleter completer;
    private final TimeLimitEnforcer timeLimits;
    private final DeliveryPipeline pipeline;
    private final QueueConsumer consumer;
    private final HandlerRegistry handlers;
    private final @Nullable PoolAutoscaler autoscaler;
    private final @Nullable AutoscalerLoop scaling;

    /**
     * @param handlers what can be run here
     * @param setup what children are told
     * @throws MisconfiguredException when there are to be children, and the first does not come up
     */
    static WorkerPool of(PoolConfig plan, HandlerRegistry handlers, ChildSetup setup, Common common) {
        ResultOffload offload = ResultOffload.of(common.ports(), common.handlerJson(), common.properties());
        if (plan.kind() != Pool.Kind.PROCESS) {
            return new WorkerPool(plan, handlers.map(handler -> new BlobHandler(handler, offload)), null, common);
        }
        HandlerJson handlerJson = common.handlerJson();
        ChildBootstrap childBootstrap = new ChildBootstrap(
                ChildMain.class, setup.written(handlerJson), ChildCallCodec.REHEARSAL.written(handlerJson));
        ChildPool children = children(plan, childBootstrap, common);
        HandlerRegistry isolated = handlers.map(handler -> new BlobHandler(
                isHere(handler) ? handler : new ChildProcessHandler(handler, children, handlerJson, null), offload));
        return new WorkerPool(plan, isolated, children, common);
    }

    /** Whether it is run without a child: a command is a process of its own. */
    private static boolean isHere(Handler handler) {
        return handler instanceof CommandHandler || handler.needsStores();
    }

    private static ChildPool children(PoolConfig plan, ChildBootstrap childBootstrap, Common common) {
        try {
            return ChildPool.started(
                    common.properties().child(),
                    childBootstrap,
                    plan.slotsAtFirst(),
                    common.metrics().starts(plan.name()));
        } catch (ChildLostException | IOException e) {
            throw new MisconfiguredException("the pool of processes has no child: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MisconfiguredException("the worker stopped before its first child was ready");
        }
    }

    /** What keeps a task from starting, wherever in the worker it would run: its own rates, and limits across workers. */
    record Limiters(LocalRateLimits rates, SharedLimits limits) {}

    /** What the stations of a worker have in common. */
    record Common(
            Worker.Node node,
            WorkerPorts ports,
            LostWorkerCounter lostWorkers,
            Limiters limiters,
            WorkerMetrics metrics,
            HandlerJson handlerJson,
            WorkerProperties properties,
            ClassLoader loader) {}

    private WorkerPool(PoolConfig plan, HandlerRegistry handlers, @Nullable ChildPool children, Common common) {
        this.plan = plan;
        this.children = children;
        this.handlers = handlers;
        this.autoscaler = plan.slotsMin() == null ? null : new PoolAutoscaler(plan.slotsMin(), plan.slots());
        this.scaling = autoscaler == null ? null : new AutoscalerLoop(autoscaler, this);
        WorkerPorts ports = common.ports();
        WorkerMetrics metrics = common.metrics();
        LostWorkerCounter lostWorkers = common.lostWorkers();
        this.inFlight = new InFlight(lostWorkers);
        this.pool = new Pool(plan.kind(), plan.slotsAtFirst(), common.loader());
        DeadLetterWriter deadLetters = new DeadLetterWriter(ports, metrics);
        this.completer = new AttemptCompleter(common.node().name(), ports, inFlight, lostWorkers, deadLetters, metrics);
        this.timeLimits = new TimeLimitEnforcer(pool, completer);
        StartLimiter limiter =
                new StartLimiter(common.limiters().rates(), common.limiters().limits(), completer);
        DeliveryPipeline.Started started =
                new DeliveryPipeline.Started(common.node().pid(), common.node().name());
        DeliveryPipeline.Work work = new DeliveryPipeline.Work(
                handlers,
                new RevokedTasks(),
                lostWorkers,
                limiter,
                common.handlerJson(),
                started,
                timeLimits,
                common.properties());
        this.pipeline = new DeliveryPipeline(work, ports, inFlight, pool, metrics, completer);
        PrefetchController prefetch = new PrefetchController(plan.slotsAtFirst(), plan.messagesInHand());
        this.consumer = new QueueConsumer(ports.broker(), plan.queues(), pipeline::receive, inFlight, pool, prefetch);
    }

    void start() {
        if (plan.prefetch() == null) {
            consumer.start();
        } else {
            consumer.start(plan.prefetch());
        }
        if (scaling != null) {
            scaling.start();
        }
    }

    /**
     * As many slots from now on. Of those that are too many, busy ones go when their attempts end.
     *
     * @throws IllegalArgumentException when that cannot be
     */
    public synchronized void resize(int slots) {
        if (slots < 1 || slots > ProvidedPool.SLOTS_MAX) {
            throw new IllegalArgumentException(
                    "a pool has 1 to " + ProvidedPool.SLOTS_MAX + " slots, got: " + slots + " for pool " + name());
        }
        pool.resize(slots);
        if (children != null) {
            children.resize(slots);
        }
        consumer.resize(slots);
    }

    /** What chooses the number of slots by their load, or empty where it stays. */
    public Optional<PoolAutoscaler> autoscale() {
        return Optional.ofNullable(autoscaler);
    }

    /** From now on, in place of what the task declares. */
    public void limit(String task, TimeLimits limits) {
        handlers.limit(task, limits);
    }

    /** What is in hand: it runs, or waits for a slot. */
    public Collection<Attempt> attempts() {
        return inFlight.all();
    }

    public QueueConsumer intake() {
        return consumer;
    }

    @Override
    public String toString() {
        String slots = plan.slotsMin() == null ? "" : plan.slotsMin() + " to ";
        return "takes from " + plan.queues().stream().map(QueueName::name).collect(Collectors.joining(", ")) + " into "
                + slots + plan.slots() + " slots of pool " + plan.name();
    }

    public String name() {
        return plan.name();
    }

    public String kind() {
        return plan.kind().name().toLowerCase(Locale.ROOT);
    }

    public Pool pool() {
        return pool;
    }

    /** The child processes that are there, where the pool has any. */
    public Optional<ChildPool> children() {
        return Optional.ofNullable(children);
    }

    /** Whether it can run anything: it has slots that are not stuck, and children if it needs them. */
    public boolean isFit() {
        return pool.stuck() < pool.slots() && (children == null || children.alive() > 0);
    }

    /** The names of its threads that have stopped looking after it though it was not told to end. */
    List<String> deadThreads() {
        boolean scales = scaling == null || scaling.isAlive();
        return Stream.of(consumer.isAlive() ? "" : "apium-intake", scales ? "" : "apium-autoscale")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    void revoke(Revocation revocation) {
        pipeline.revoke(revocation);
    }

    /** Takes no more, and gives back what has not started, and what will not end: the attempt that ends this process. */
    CompletableFuture<Void> drain() {
        if (scaling != null) {
            scaling.close();
        }
        consumer.cancel();
        CompletableFuture<Void> drained = inFlight.drain();
        inFlight.giveBackWaiting();
        inFlight.all().stream().filter(Attempt::isExiting).forEach(completer::lost);
        return drained;
    }

    /**
     * Interrupts what still runs, and gives it back.
     *
     * @return how many there were
     */
    int abandon() {
        Collection<Attempt> left = inFlight.all();
        left.forEach(attempt -> attempt.stop(StopReason.WORKER_STOPPED));
        left.forEach(inFlight::giveBack);
        return left.size();
    }

    /** Nothing runs any more; what is not settled goes back. */
    @Override
    public void close() {
        pool.close();
        if (children != null) {
            children.close();
        }
        timeLimits.close();
        consumer.close();
    }
}

package io.apium.worker;

import io.apium.store.Revocation;
import io.apium.task.QueueName;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.binding.Json;
import io.apium.worker.child.ChildLostException;
import io.apium.worker.child.Children;
import io.apium.worker.child.Told;
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
final class Station implements AutoCloseable {

    private final PoolPlan plan;
    private final @Nullable Children children;
    private final InFlight inFlight;
    private final Pool pool;
    private final Ending ending;
    private final Deadlines deadlines;
    private final Road road;
    private final Intake intake;
    private final Handlers handlers;
    private final @Nullable Autoscale autoscale;
    private final @Nullable AutoscaleLoop scaling;

    /**
     * @param handlers what can be run here
     * @param setup what children are told
     * @throws MisconfiguredException when there are to be children, and the first does not come up
     */
    static Station of(PoolPlan plan, Handlers handlers, Setup setup, Common common) {
        Stock stock = Stock.of(common.ports(), common.json(), common.properties());
        if (plan.kind() != Pool.Kind.PROCESS) {
            return new Station(plan, handlers.map(handler -> new Porter(handler, stock)), null, common);
        }
        Json json = common.json();
        Told told = new Told(ChildMain.class, setup.written(json), Dispatch.REHEARSAL.written(json));
        Children children = children(plan, told, common);
        Handlers isolated = handlers.map(
                handler -> new Porter(isHere(handler) ? handler : new Isolated(handler, children, json, null), stock));
        return new Station(plan, isolated, children, common);
    }

    /** Whether it is run without a child: a command is a process of its own. */
    private static boolean isHere(Handler handler) {
        return handler instanceof CommandHandler || handler.needsStores();
    }

    private static Children children(PoolPlan plan, Told told, Common common) {
        try {
            return Children.started(
                    common.properties().child(),
                    told,
                    plan.slotsAtFirst(),
                    common.meters().starts(plan.name()));
        } catch (ChildLostException | IOException e) {
            throw new MisconfiguredException("the pool of processes has no child: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MisconfiguredException("the worker was told to stop before its first child was ready");
        }
    }

    /** What keeps a task from starting, wherever in the worker it would run: its own rates, and limits across workers. */
    record Limiters(Rates rates, Permits permits) {}

    /** What the stations of a worker have in common. */
    record Common(
            Worker.Node node,
            Ports ports,
            Losses losses,
            Limiters limiters,
            Meters meters,
            Json json,
            WorkerProperties properties,
            ClassLoader loader) {}

    private Station(PoolPlan plan, Handlers handlers, @Nullable Children children, Common common) {
        this.plan = plan;
        this.children = children;
        this.handlers = handlers;
        this.autoscale = plan.slotsMin() == null ? null : new Autoscale(plan.slotsMin(), plan.slots());
        this.scaling = autoscale == null ? null : new AutoscaleLoop(autoscale, this);
        Ports ports = common.ports();
        Meters meters = common.meters();
        Losses losses = common.losses();
        this.inFlight = new InFlight(losses);
        this.pool = new Pool(plan.kind(), plan.slotsAtFirst(), common.loader());
        Letters letters = new Letters(ports, meters);
        this.ending = new Ending(common.node().name(), ports, inFlight, losses, letters, meters);
        this.deadlines = new Deadlines(pool, ending);
        Gate gate = new Gate(common.limiters().rates(), common.limiters().permits(), ending);
        Road.Started started =
                new Road.Started(common.node().pid(), common.node().name());
        Road.Work work = new Road.Work(
                handlers, new Revoked(), losses, gate, common.json(), started, deadlines, common.properties());
        this.road = new Road(work, ports, inFlight, pool, meters, ending);
        Appetite appetite = new Appetite(plan.slotsAtFirst(), plan.messagesInHand());
        this.intake = new Intake(ports.broker(), plan.queues(), road::receive, inFlight, pool, appetite);
    }

    void start() {
        if (plan.prefetch() == null) {
            intake.start();
        } else {
            intake.start(plan.prefetch());
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
    synchronized void resize(int slots) {
        if (slots < 1 || slots > PoolPlan.SLOTS_MAX) {
            throw new IllegalArgumentException(
                    "a pool has 1 to " + PoolPlan.SLOTS_MAX + " slots, got: " + slots + " for pool " + name());
        }
        pool.resize(slots);
        if (children != null) {
            children.resize(slots);
        }
        intake.resize(slots);
    }

    /** What chooses the number of slots by their load, or empty where it stays. */
    Optional<Autoscale> autoscale() {
        return Optional.ofNullable(autoscale);
    }

    /** From now on, in place of what the task declares. */
    void limit(String task, TimeLimits limits) {
        handlers.limit(task, limits);
    }

    /** What is in hand: it runs, or waits for a slot. */
    Collection<Attempt> attempts() {
        return inFlight.all();
    }

    Intake intake() {
        return intake;
    }

    @Override
    public String toString() {
        String slots = plan.slotsMin() == null ? "" : plan.slotsMin() + " to ";
        return "takes from " + plan.queues().stream().map(QueueName::name).collect(Collectors.joining(", ")) + " into "
                + slots + plan.slots() + " slots of pool " + plan.name();
    }

    String name() {
        return plan.name();
    }

    String kind() {
        return plan.kind().name().toLowerCase(Locale.ROOT);
    }

    Pool pool() {
        return pool;
    }

    /** The child processes that are there, where the pool has any. */
    Optional<Children> children() {
        return Optional.ofNullable(children);
    }

    /** Whether it can run anything: it has slots that are not stuck, and children if it needs them. */
    boolean isFit() {
        return pool.stuck() < pool.slots() && (children == null || children.alive() > 0);
    }

    /** The names of its threads that have stopped looking after it though it was not told to end. */
    List<String> deadThreads() {
        boolean scales = scaling == null || scaling.isAlive();
        return Stream.of(intake.isAlive() ? "" : "apium-intake", scales ? "" : "apium-autoscale")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    void revoke(Revocation revocation) {
        road.revoke(revocation);
    }

    /** Takes no more, and gives back what has not started, and what will not end: the attempt that ends this process. */
    CompletableFuture<Void> drain() {
        if (scaling != null) {
            scaling.close();
        }
        intake.cancel();
        CompletableFuture<Void> drained = inFlight.drain();
        inFlight.giveBackWaiting();
        inFlight.all().stream().filter(Attempt::isExiting).forEach(ending::lost);
        return drained;
    }

    /**
     * Interrupts what still runs, and gives it back.
     *
     * @return how many there were
     */
    int abandon() {
        Collection<Attempt> left = inFlight.all();
        left.forEach(attempt -> attempt.stop(Stop.ABANDONED));
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
        deadlines.close();
        intake.close();
    }
}

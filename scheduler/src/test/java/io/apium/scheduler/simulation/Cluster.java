package io.apium.scheduler.simulation;

import io.apium.canvas.TaskMessage;
import io.apium.scheduler.Replica;
import io.apium.task.Outcome;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The processes of one simulation, two schedulers and two workers around one store and one queue, and their faults. */
final class Cluster {

    private static final Duration LEASE = Duration.ofSeconds(3);

    final MemoryStore store;
    final Queue queue;
    final Log log;
    private final World world;
    private final Weakness weakness;
    private final Function<Ports, Function<TaskMessage, Outcome>> handlers;
    private final List<Life> schedulers = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    /** @param handlers the task handler of a worker, by the ports of this worker */
    Cluster(World world, Weakness weakness, Function<Ports, Function<TaskMessage, Outcome>> handlers) {
        this.world = world;
        this.weakness = weakness;
        this.handlers = handlers;
        this.store = new MemoryStore(world.clock());
        this.queue = new Queue(world);
        this.log = new Log(world, store.results());
    }

    void start() {
        startScheduler();
        startScheduler();
        startWorker();
        startWorker();
    }

    Ports ports(Life life, Weakness of) {
        return new Ports(life, store, queue, of, world.clock());
    }

    private void startScheduler() {
        Life life = new Life(world);
        schedulers.add(life);
        Ports ports = ports(life, weakness == Weakness.ACK_BEFORE_THE_WRITE ? Weakness.NONE : weakness);
        Replica replica = new Replica(
                new Replica.Outside(
                        ports.ledger, ports.publisher, ports.completion, ports.results, ports.revocations, ports.times),
                LEASE,
                world.clock());
        repeatCycle(life, replica);
    }

    private void repeatCycle(Life life, Replica replica) {
        life.later(world.between(5, 250), () -> {
            replica.runCycle();
            repeatCycle(life, replica);
        });
    }

    /** @param downMillisMax the longest time until another scheduler starts; the last one is replaced at once */
    void killScheduler(long downMillisMax) {
        Life victim = one(schedulers);
        victim.end();
        schedulers.remove(victim);
        world.after(world.between(100, downMillisMax), this::startScheduler);
        if (schedulers.isEmpty()) {
            startScheduler();
        }
    }

    void pauseScheduler() {
        one(schedulers).pause(world.between(100, 10_000));
    }

    private void startWorker() {
        Life life = new Life(world);
        Ports ports = ports(life, weakness == Weakness.UNPUBLISHED_EFFECT_DROPPED ? Weakness.NONE : weakness);
        boolean ackFirst = weakness == Weakness.ACK_BEFORE_THE_WRITE;
        Worker worker = new Worker(life, ports, world, log, handlers.apply(ports), ackFirst);
        workers.add(worker);
        queue.add(worker);
    }

    void killWorker() {
        Worker victim = one(workers);
        victim.life.end();
        disconnect(victim, 1_000);
    }

    /** The broker may drop the connection of a paused worker, which then continues as if nothing had happened. */
    void pauseWorker() {
        Worker paused = one(workers);
        paused.life.pause(world.between(100, 8_000));
        if (world.once(2)) {
            disconnect(paused, 2_000);
        }
    }

    private void disconnect(Worker worker, long millisMax) {
        workers.remove(worker);
        world.after(world.between(0, millisMax), () -> queue.lost(worker));
        startWorker();
    }

    void breakBroker(long millisMax) {
        queue.setAway(true);
        world.after(world.between(100, millisMax), () -> queue.setAway(false));
    }

    private <T> T one(List<T> of) {
        return of.get((int) world.between(0, of.size() - 1));
    }
}

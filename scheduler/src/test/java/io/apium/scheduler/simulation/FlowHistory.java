package io.apium.scheduler.simulation;

import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.scheduler.Replica;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One flow, made up from its seed, and all that can go wrong while it runs. */
final class FlowHistory {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final long TROUBLES_END = 1_040_000;
    private static final long END = 1_400_000;
    private static final TaskId FLOW = new TaskId("flow");

    private final World world;
    private final MemoryStore store;
    private final Queue queue;
    private final Log log;
    private final Plan plan;
    private final List<Life> schedulers = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    private final Weakness weakness;
    private int killed;

    private FlowHistory(long seed, Weakness weakness) {
        this.world = new World(seed);
        this.weakness = weakness;
        this.store = new MemoryStore(world.clock());
        this.queue = new Queue(world);
        this.log = new Log(world, store.results());
        this.plan = RandomPlan.of(world);
    }

    /**
     * What was seen.
     *
     * @param sins nothing, when the flow came to what it comes to in the plainest way
     * @param succeeded whether that is a value
     * @param killed processes that died while it ran
     */
    record Seen(List<String> sins, boolean succeeded, int killed) {}

    static Seen seen(long seed, Weakness weakness) {
        FlowHistory history = new FlowHistory(seed, weakness);
        history.live();
        return new Seen(history.sins(), history.record() instanceof TaskRecord.Succeeded, history.killed);
    }

    private void live() {
        startScheduler();
        startScheduler();
        startWorker();
        startWorker();
        var _ = store.ledger()
                .write(
                        new FlowEntry(FlowState.of(FLOW, plan, world.clock().instant(), null)),
                        Ledger.NONE,
                        world.clock().instant());
        for (long at = 0; at < TROUBLES_END - world.now(); at += world.between(100, 3_000)) {
            world.after(at, this::trouble);
        }
        world.runUntil(TROUBLES_END);
        queue.goAway(false);
        world.runUntil(END);
    }

    private void trouble() {
        switch ((int) world.between(0, 5)) {
            case 0, 1 -> killScheduler();
            case 2, 3 -> killWorker();
            case 4 -> one(schedulers).pause(world.between(100, 10_000));
            default -> {
                queue.goAway(true);
                world.after(world.between(100, 2_000), () -> queue.goAway(false));
            }
        }
    }

    private void startScheduler() {
        Life life = new Life(world);
        schedulers.add(life);
        Weakness ofIts = weakness == Weakness.ACK_BEFORE_THE_WRITE ? Weakness.NONE : weakness;
        Ports ports = new Ports(life, store, queue, ofIts, world.clock());
        Replica replica = new Replica(
                new Replica.Outside(
                        ports.ledger, ports.publisher, ports.completion, ports.results, ports.revocations, ports.times),
                LEASE,
                world.clock());
        turn(life, replica);
    }

    private void turn(Life life, Replica replica) {
        life.later(world.between(5, 250), () -> {
            replica.turn();
            turn(life, replica);
        });
    }

    private void killScheduler() {
        Life victim = one(schedulers);
        killed += record() == null ? 1 : 0;
        victim.end();
        schedulers.remove(victim);
        world.after(world.between(100, 3_000), this::startScheduler);
        if (schedulers.isEmpty()) {
            startScheduler();
        }
    }

    private void startWorker() {
        Life life = new Life(world);
        Ports ports = new Ports(life, store, queue, Weakness.NONE, world.clock());
        Worker worker = new Worker(
                life, ports, world, log, new Words(ports.results)::outcome, weakness == Weakness.ACK_BEFORE_THE_WRITE);
        workers.add(worker);
        queue.add(worker);
    }

    private void killWorker() {
        Worker victim = one(workers);
        killed += record() == null ? 1 : 0;
        victim.life.end();
        workers.remove(victim);
        world.after(world.between(0, 1_000), () -> queue.lost(victim));
        startWorker();
    }

    private <T> T one(List<T> of) {
        return of.get((int) world.between(0, of.size() - 1));
    }

    private List<String> sins() {
        List<String> sins = new ArrayList<>(log.sins());
        TaskRecord record = record();
        String expected = expected();
        if (queue.tasks().findAny().isPresent()) {
            sins.add("messages are left in the queue");
        }
        switch (record) {
            case TaskRecord.Succeeded succeeded -> {
                if (!succeeded.result().json().equals(expected)) {
                    sins.add("came to " + succeeded.result().json() + " and not to " + expected);
                }
            }
            case TaskRecord.Failed failed -> {
                if (expected != null) {
                    sins.add("failed with " + failed.error() + " and should have come to " + expected);
                }
            }
            case null, default ->
                sins.add("has not ended: "
                        + store.ledger().find(EntryKey.flow(FLOW)).map(Object::toString));
        }
        return sins;
    }

    private @Nullable TaskRecord record() {
        return store.results().find(List.of(FLOW)).get(FLOW);
    }

    private @Nullable String expected() {
        try {
            return Json.text(Interpreter.value(plan));
        } catch (Interpreter.Failed e) {
            return null;
        }
    }
}

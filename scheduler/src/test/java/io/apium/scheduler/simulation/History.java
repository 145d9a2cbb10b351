package io.apium.scheduler.simulation;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.scheduler.Replica;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One history, from its seed to what is wrong at its end. */
final class History {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final long TROUBLES_END = 1_040_000;
    private static final long END = 1_120_000;
    private static final int TASKS = 25;
    private static final List<String> CONSTANT = List.of("steady-0", "steady-1");
    private static final String CHANGING = "changing";

    private final World world;
    private final Weakness weakness;
    private final MemoryStore store;
    private final Queue queue;
    private final Log log;
    private final User user;
    private final List<Life> schedulers = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    private History(long seed, Weakness weakness) {
        this.world = new World(seed);
        this.weakness = weakness;
        this.store = new MemoryStore(world.clock());
        this.queue = new Queue(world);
        this.log = new Log(world, store.results());
        Life life = new Life(world);
        Ports ports = new Ports(life, store, queue, Weakness.NONE, world.clock());
        this.user = new User(life, ports, world, log);
    }

    /** Everything that is wrong at the end; nothing, when all promises were kept. */
    static List<String> sins(long seed, Weakness weakness) {
        History history = new History(seed, weakness);
        history.live();
        return history.sins();
    }

    private void live() {
        startScheduler();
        startScheduler();
        startWorker();
        startWorker();
        CONSTANT.forEach(user::makeSchedule);
        user.makeSchedule(CHANGING);
        for (int i = 0; i < TASKS; i++) {
            world.after(world.between(0, 30_000), user::askForTask);
        }
        for (int i = 0; i < 4; i++) {
            world.after(world.between(1_000, 30_000), () -> user.changeSchedule(CHANGING));
        }
        for (long at = 0; at < TROUBLES_END - world.now(); at += world.between(500, 6_000)) {
            world.after(at, this::trouble);
        }
        world.runUntil(TROUBLES_END);
        queue.goAway(false);
        world.runUntil(END);
    }

    private void trouble() {
        switch ((int) world.between(0, 4)) {
            case 0 -> killScheduler();
            case 1 -> one(schedulers).pause(world.between(100, 10_000));
            case 2 -> killWorker();
            case 3 -> pauseWorker();
            default -> {
                queue.goAway(true);
                world.after(world.between(100, 4_000), () -> queue.goAway(false));
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
        victim.end();
        schedulers.remove(victim);
        world.after(world.between(100, 5_000), this::startScheduler);
        if (schedulers.isEmpty()) {
            startScheduler();
        }
    }

    private void startWorker() {
        Life life = new Life(world);
        Weakness ofIts = weakness == Weakness.UNPAID_EFFECT_DROPPED ? Weakness.NONE : weakness;
        Ports ports = new Ports(life, store, queue, ofIts, world.clock());
        Worker worker =
                new Worker(life, ports, world, log, Worker.Script::outcome, weakness == Weakness.ACK_BEFORE_THE_WRITE);
        workers.add(worker);
        queue.add(worker);
    }

    private void killWorker() {
        Worker victim = one(workers);
        victim.life.end();
        workers.remove(victim);
        world.after(world.between(0, 1_000), () -> queue.lost(victim));
        startWorker();
    }

    /** One that stands still for long is taken for dead by the broker, and goes on as if nothing had been. */
    private void pauseWorker() {
        Worker sleeper = one(workers);
        sleeper.life.pause(world.between(100, 8_000));
        if (world.once(2)) {
            workers.remove(sleeper);
            world.after(world.between(0, 2_000), () -> queue.lost(sleeper));
            startWorker();
        }
    }

    private <T> T one(List<T> of) {
        return of.get((int) world.between(0, of.size() - 1));
    }

    private List<String> sins() {
        List<String> sins = new ArrayList<>(log.sins());
        check(sins, user.isAnswered(), "somebody was never answered");
        check(sins, queue.tasks().noneMatch(user.expected()::containsKey), "messages are left in the queue");
        check(sins, store.ledger().count(Kind.TASK) == 0, "tasks are left in the ledger");
        user.expected().forEach((id, states) -> checkEnd(sins, id, states));
        user.schedules().values().forEach(schedule -> checkSchedule(sins, schedule));
        return sins;
    }

    private void checkEnd(List<String> sins, TaskId id, Set<String> states) {
        TaskRecord record = store.results().find(List.of(id)).get(id);
        check(
                sins,
                record != null && states.contains(record.state()),
                id + " should be one of " + states + " and is " + (record == null ? "unknown" : record.state()));
    }

    private void checkSchedule(List<String> sins, Schedule schedule) {
        Entry entry = store.ledger().find(EntryKey.schedule(schedule.name())).orElse(null);
        boolean stands = entry != null
                && entry.state() instanceof ScheduleEntry beat
                && beat.schedule().equals(schedule);
        check(sins, stands, schedule.name() + " is not as it was last changed");
        if (CONSTANT.contains(schedule.name()) && schedule.trigger() instanceof Interval interval) {
            // a tick of the last seconds may be on its way
            Instant until = Instant.ofEpochMilli(END - 10_000);
            long ticks = 0;
            for (Instant tick = interval.next(interval.from()); tick.isBefore(until); tick = interval.next(tick)) {
                checkEnd(sins, schedule.taskAt(tick), Set.of(TaskRecord.State.SUCCESS));
                ticks++;
            }
            long started = log.started().stream()
                    .filter(id -> id.value().startsWith(schedule.name() + "@"))
                    .filter(id -> Instant.parse(
                                    id.value().substring(schedule.name().length() + 1))
                            .isBefore(until))
                    .count();
            check(sins, started == ticks, schedule.name() + " had " + ticks + " ticks and " + started + " tasks");
        }
    }

    private static void check(List<String> sins, boolean holds, String otherwise) {
        if (!holds) {
            sins.add(otherwise);
        }
    }
}

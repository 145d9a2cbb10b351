package io.apium.scheduler.simulation;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One random history of tasks and schedules, made from its seed, and what is wrong at its end. */
final class History {

    private static final long FAULTS_END = 1_040_000;
    private static final long END = 1_120_000;
    private static final int TASKS = 25;
    private static final List<String> CONSTANT = List.of("steady-0", "steady-1");
    private static final String CHANGING = "changing";

    private final World world;
    private final Cluster cluster;
    private final User user;

    private History(long seed, Weakness weakness) {
        this.world = new World(seed);
        this.cluster = new Cluster(world, weakness, _ -> Worker.Script::outcome);
        Life life = new Life(world);
        this.user = new User(life, cluster.ports(life, Weakness.NONE), world, cluster.log);
    }

    /** The promises that were broken; empty when all were kept. */
    static List<String> violations(long seed, Weakness weakness) {
        History history = new History(seed, weakness);
        history.run();
        return history.violations();
    }

    private void run() {
        cluster.start();
        CONSTANT.forEach(user::makeSchedule);
        user.makeSchedule(CHANGING);
        for (int i = 0; i < TASKS; i++) {
            world.after(world.between(0, 30_000), user::sendTask);
        }
        for (int i = 0; i < 4; i++) {
            world.after(world.between(1_000, 30_000), () -> user.changeSchedule(CHANGING));
        }
        for (long at = 0; at < FAULTS_END - world.now(); at += world.between(500, 6_000)) {
            world.after(at, this::injectFault);
        }
        world.runUntil(FAULTS_END);
        cluster.queue.setAway(false);
        world.runUntil(END);
    }

    private void injectFault() {
        switch ((int) world.between(0, 4)) {
            case 0 -> cluster.killScheduler(5_000);
            case 1 -> cluster.pauseScheduler();
            case 2 -> cluster.killWorker();
            case 3 -> cluster.pauseWorker();
            default -> cluster.breakBroker(4_000);
        }
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>(cluster.log.violations());
        check(violations, user.isAnswered(), "a request of the user was never answered");
        check(
                violations,
                cluster.queue.tasks().noneMatch(user.expected()::containsKey),
                "messages are left in the queue");
        check(violations, cluster.store.ledger().count(Kind.TASK) == 0, "tasks are left in the ledger");
        user.expected().forEach((id, states) -> checkEnd(violations, id, states));
        user.schedules().values().forEach(schedule -> checkSchedule(violations, schedule));
        return violations;
    }

    private void checkEnd(List<String> violations, TaskId id, Set<String> states) {
        TaskRecord record = cluster.store.results().find(List.of(id)).get(id);
        check(
                violations,
                record != null && states.contains(record.state()),
                id + " should be one of " + states + " and is " + (record == null ? "unknown" : record.state()));
    }

    private void checkSchedule(List<String> violations, Schedule schedule) {
        Entry entry =
                cluster.store.ledger().find(EntryKey.schedule(schedule.name())).orElse(null);
        boolean unchanged = entry != null
                && entry.state() instanceof ScheduleEntry scheduleEntry
                && scheduleEntry.schedule().equals(schedule);
        check(violations, unchanged, schedule.name() + " is not as the user last changed it");
        if (CONSTANT.contains(schedule.name()) && schedule.trigger() instanceof Interval interval) {
            // the task of a run time in the last 10 s may not have ended
            Instant until = Instant.ofEpochMilli(END - 10_000);
            long runTimes = 0;
            for (Instant runTime = interval.next(interval.from());
                    runTime.isBefore(until);
                    runTime = interval.next(runTime)) {
                checkEnd(violations, schedule.taskAt(runTime), Set.of(TaskRecord.State.SUCCESS));
                runTimes++;
            }
            long started = cluster.log.started().stream()
                    .filter(id -> id.value().startsWith(schedule.name() + "@"))
                    .filter(id -> Instant.parse(
                                    id.value().substring(schedule.name().length() + 1))
                            .isBefore(until))
                    .count();
            check(
                    violations,
                    started == runTimes,
                    schedule.name() + " had " + runTimes + " run times and " + started + " tasks");
        }
    }

    private static void check(List<String> violations, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}

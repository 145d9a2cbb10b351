package io.apium.scheduler.simulation;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.store.Revocation;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends tasks and changes schedules, retries until each request succeeds, and remembers the expected end states. */
final class User {

    private static final int MAX_RETRIES = 3;

    private final Life life;
    private final Ports ports;
    private final World world;
    private final Log log;
    private final Map<TaskId, Set<String>> expected = new LinkedHashMap<>();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private int tasks;
    private int unanswered;

    User(Life life, Ports ports, World world, Log log) {
        this.life = life;
        this.ports = ports;
        this.world = world;
        this.log = log;
    }

    /** The states in which each task may have ended. */
    Map<TaskId, Set<String>> expected() {
        return expected;
    }

    /** The schedules as they were last changed, by name. */
    Map<String, Schedule> schedules() {
        return schedules;
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /** Sends a task or a chain of two that fails a few times, due now or later; one of five is cancelled. */
    void sendTask() {
        String name = "task-" + tasks++;
        int failures = (int) (world.once(3) ? world.between(1, MAX_RETRIES + 1) : 0);
        Instant due = world.clock().instant().plusMillis(world.once(3) ? 0 : world.between(1, 20_000));
        Signature first = work(name, failures, due);
        Signature second = work(name + "-then", 0, null);
        boolean chain = world.once(3);
        Canvas canvas = chain ? new Chain(List.of(first, second)) : first;
        Set<String> end = Set.of(failures > MAX_RETRIES ? State.FAILURE : State.SUCCESS);
        log.notBefore(new TaskId(name), due);
        unanswered++;
        send(Submission.of(canvas, SubmissionContext.named(name, world.clock().instant())));
        boolean cancelled = world.once(5);
        expect(name, end, cancelled);
        if (chain) {
            expect(name + "-then", end, cancelled);
        }
        if (cancelled) {
            life.later(world.between(0, 15_000), () -> cancel(new TaskId(name)));
        }
    }

    private void expect(String name, Set<String> end, boolean cancelled) {
        Set<String> any = Set.of(State.SUCCESS, State.FAILURE, State.REVOKED);
        expected.put(new TaskId(name), cancelled ? any : end);
    }

    private static Signature work(String name, int failures, @Nullable Instant due) {
        RetryPolicy policy =
                new RetryPolicy(MAX_RETRIES, Duration.ofMillis(300), Duration.ofSeconds(2), true, true, false);
        TaskOptions options = TaskOptions.NONE.withId(new TaskId(name)).withExtra(TaskMessage.RETRY, policy.header());
        if (due != null) {
            options = options.withTiming(options.timing().withEta(new RelativeTime.At(due)));
        }
        return Signature.of(Worker.Script.TASK, failures).with(options);
    }

    private void send(Submission submission) {
        var _ = ports.publisher.send(submission).whenComplete((_, failure) -> {
            if (failure == null) {
                unanswered--;
            } else {
                life.later(500, () -> send(submission));
            }
        });
    }

    private void cancel(TaskId id) {
        Instant now = world.clock().instant();
        ports.revocations.revoke(new Revocation.OfTask(id), now);
        log.notAfter(id, now);
        var _ = ports.ledger.wake(EntryKey.task(id), now);
    }

    void makeSchedule(String name) {
        Schedule schedule = schedule(name, world.between(500, 5_000));
        ScheduleEntry entry = ScheduleEntry.of(schedule, world.clock().instant());
        unanswered++;
        var _ = ports.ledger.write(entry, Ledger.NONE, entry.next()).thenAccept(_ -> {
            acknowledged(schedule, Ledger.NONE);
            unanswered--;
        });
    }

    /** Changes the interval; retried when the entry was changed concurrently. */
    void changeSchedule(String name) {
        unanswered++;
        change(name, schedule(name, world.between(500, 5_000)));
    }

    private void change(String name, Schedule changed) {
        Entry entry = ports.ledger.find(EntryKey.schedule(name)).orElse(null);
        if (entry == null || !(entry.state() instanceof ScheduleEntry scheduleEntry)) {
            unanswered--;
            return;
        }
        Instant now = world.clock().instant();
        ScheduleEntry then = scheduleEntry.changed(changed, now);
        var _ = ports.ledger.write(then, entry.revision(), then.wake(now)).thenAccept(written -> {
            if (written) {
                acknowledged(changed, entry.revision());
                unanswered--;
            } else {
                change(name, changed);
            }
        });
    }

    /** Answers may arrive in another order than the writes. */
    private void acknowledged(Schedule schedule, long seen) {
        if (seen >= revisions.getOrDefault(schedule.name(), Ledger.NONE)) {
            revisions.put(schedule.name(), seen);
            schedules.put(schedule.name(), schedule);
        }
    }

    private Schedule schedule(String name, long everyMillis) {
        Signature work = Signature.of(Worker.Script.TASK, 0);
        Interval interval =
                new Interval(Duration.ofMillis(everyMillis), world.clock().instant());
        return new Schedule(name, work, interval, Overlap.ALLOW, CatchUp.ALL, false);
    }
}

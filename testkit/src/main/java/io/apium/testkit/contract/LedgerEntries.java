package io.apium.testkit.contract;

import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryState;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.SolarEvent;
import io.apium.schedule.Trigger;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** States of entries of the ledger to test with. Their keys are new at every call. */
public final class LedgerEntries {

    /** Behind every moment that the tests have anything wake at. */
    public static final Instant LATEST = TaskExamples.MOMENT.plus(Duration.ofDays(3_660));

    private static final Map<String, Object> POLICY =
            Map.of("max_retries", 9, "delay_ms", 1_500, "delay_max_ms", 3_000_000_000L, "backoff", true);

    private LedgerEntries() {}

    public static DelayedTask task() {
        return new DelayedTask(TaskExamples.simple(TaskExamples.queue()), TaskExamples.MOMENT);
    }

    /** The same entry with another content. */
    public static DelayedTask later(DelayedTask task) {
        return new DelayedTask(task.message(), task.due().plusMillis(1));
    }

    static List<EntryState> everyShape() {
        TaskMessage intricate = TaskExamples.intricate(TaskExamples.queue());
        TaskMessage simple = TaskExamples.simple(TaskExamples.queue());
        TaskMessage retried = new TaskMessage(
                simple.id(),
                simple.root(),
                TaskId.random(),
                7,
                null,
                null,
                simple.signature().with(simple.options().withExtra(TaskMessage.RETRY, POLICY)),
                List.of());
        List<EntryState> shapes = new ArrayList<>(beats());
        shapes.add(new DelayedTask(intricate, TaskExamples.MOMENT));
        shapes.add(new DelayedTask(retried.repeated(), Instant.EPOCH));
        shapes.add(new DelayedTask(
                TaskExamples.routed(TaskExamples.simple(TaskExamples.queue()), null),
                TaskExamples.MOMENT.plusSeconds(1)));
        return shapes;
    }

    /** One for each timetable, each in another state. */
    public static List<ScheduleEntry> beats() {
        Instant fine = Instant.parse("2026-03-29T00:30:00.123456789Z");
        ScheduleEntry interval = beat(new Interval(Duration.ofMillis(1_500), fine), Overlap.ALLOW, CatchUp.ALL);
        ScheduleEntry crontab =
                beat(new Crontab("*/5 0-6 * * mon-fri", ZoneId.of("Europe/Berlin")), Overlap.SKIP, CatchUp.LAST);
        ScheduleEntry solar =
                beat(new SolarEvent(SolarEvent.Event.DAWN_NAUTICAL, 52.5, -13.4), Overlap.QUEUE, CatchUp.NONE);
        ScheduleEntry once = beat(new OneTime(fine), Overlap.ALLOW, CatchUp.LAST);
        return List.of(
                interval,
                new ScheduleEntry(crontab.schedule(), true, null, null, null, 0),
                new ScheduleEntry(
                        solar.schedule(), false, fine, fine.minusNanos(1), fine.minusSeconds(9), 5_000_000_000L),
                new ScheduleEntry(once.schedule(), false, fine, null, null, 1));
    }

    private static ScheduleEntry beat(Trigger trigger, Overlap overlap, CatchUp catchUp) {
        TaskOptions options = TaskOptions.NONE
                .withRouting(new TaskOptions.Routing(TaskExamples.queue(), 3))
                .withTiming(new Timing(
                        null,
                        new RelativeTime.In(Duration.ofMillis(90_500)),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(1_500)))
                .withExtra("tenant", List.of("žluťoučký", 1.5, true));
        Signature work = Signature.of("tasks.tick", 1, "馬", null)
                .keyword("deep", List.of(List.of()))
                .with(options);
        Schedule schedule = new Schedule("tick-" + TaskId.random(), work, trigger, overlap, catchUp, true);
        return new ScheduleEntry(schedule, false, TaskExamples.MOMENT, null, null, 0);
    }
}

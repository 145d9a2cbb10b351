package io.apium.testkit.contract;

import io.apium.canvas.Options;
import io.apium.canvas.Options.Timing;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.When;
import io.apium.ledger.Beat;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.State;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Once;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Solar;
import io.apium.schedule.Timetable;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** States of entries of the ledger to test with. Their keys are new at every call. */
public final class Waiting {

    /** Behind every moment that the tests have anything wake at. */
    public static final Instant LATEST = Examples.MOMENT.plus(Duration.ofDays(3_660));

    private static final Map<String, Object> POLICY =
            Map.of("max_retries", 9, "delay_ms", 1_500, "delay_max_ms", 3_000_000_000L, "backoff", true);

    private Waiting() {}

    public static DelayedTask task() {
        return new DelayedTask(Examples.simple(Examples.queue()), Examples.MOMENT);
    }

    /** The same entry with another content. */
    public static DelayedTask later(DelayedTask task) {
        return new DelayedTask(task.message(), task.due().plusMillis(1));
    }

    static List<State> everyShape() {
        TaskMessage intricate = Examples.intricate(Examples.queue());
        TaskMessage simple = Examples.simple(Examples.queue());
        TaskMessage retried = new TaskMessage(
                simple.id(),
                simple.root(),
                TaskId.random(),
                7,
                null,
                null,
                simple.signature().with(simple.options().withExtra(TaskMessage.RETRY, POLICY)),
                List.of());
        List<State> shapes = new ArrayList<>(beats());
        shapes.add(new DelayedTask(intricate, Examples.MOMENT));
        shapes.add(new DelayedTask(retried.repeated(), Instant.EPOCH));
        shapes.add(new DelayedTask(
                Examples.routed(Examples.simple(Examples.queue()), null), Examples.MOMENT.plusSeconds(1)));
        return shapes;
    }

    /** One for each timetable, each in another state. */
    public static List<Beat> beats() {
        Instant fine = Instant.parse("2026-03-29T00:30:00.123456789Z");
        Beat interval = beat(new Interval(Duration.ofMillis(1_500), fine), Overlap.ALLOW, CatchUp.ALL);
        Beat crontab = beat(new Crontab("*/5 0-6 * * mon-fri", ZoneId.of("Europe/Berlin")), Overlap.SKIP, CatchUp.LAST);
        Beat solar = beat(new Solar(Solar.Event.DAWN_NAUTICAL, 52.5, -13.4), Overlap.QUEUE, CatchUp.NONE);
        Beat once = beat(new Once(fine), Overlap.ALLOW, CatchUp.LAST);
        return List.of(
                interval,
                new Beat(crontab.schedule(), true, null, null, null, 0),
                new Beat(solar.schedule(), false, fine, fine.minusNanos(1), fine.minusSeconds(9), 5_000_000_000L),
                new Beat(once.schedule(), false, fine, null, null, 1));
    }

    private static Beat beat(Timetable timetable, Overlap overlap, CatchUp catchUp) {
        Options options = Options.NONE
                .withRouting(new Options.Routing(Examples.queue(), 3))
                .withTiming(new Timing(
                        null, new When.In(Duration.ofMillis(90_500)), Duration.ofSeconds(60), Duration.ofMillis(1_500)))
                .withExtra("tenant", List.of("žluťoučký", 1.5, true));
        Signature work = Signature.of("tasks.tick", 1, "馬", null)
                .keyword("deep", List.of(List.of()))
                .with(options);
        Schedule schedule = new Schedule("tick-" + TaskId.random(), work, timetable, overlap, catchUp, true);
        return new Beat(schedule, false, Examples.MOMENT, null, null, 0);
    }
}

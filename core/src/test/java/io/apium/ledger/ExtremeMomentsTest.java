package io.apium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.AttemptDecision;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.flow.TaskRecords;
import io.apium.flow.plan.Plans;
import io.apium.flow.report.FlowReport;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.SolarEvent;
import io.apium.schedule.Trigger;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of a moment, with every moment at which arithmetic may overflow. */
class ExtremeMomentsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final List<Instant> MOMENTS = List.of(
            Instant.MIN,
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.EPOCH,
            NOW,
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            SaturatingTime.LATEST,
            Instant.parse("+10000-01-01T00:00:00Z"),
            Instant.ofEpochMilli(Long.MAX_VALUE),
            Instant.MAX.minusNanos(1),
            Instant.MAX);

    private static final List<Duration> LENGTHS = List.of(
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofDays(366),
            Duration.ofDays(365L * 300),
            Duration.ofMillis(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    static List<Arguments> moments() {
        return pairs(MOMENTS, MOMENTS);
    }

    static List<Arguments> lengths() {
        return pairs(MOMENTS, LENGTHS);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_timetable_has_a_next_tick_or_none(Instant from, Instant moment) {
        for (Trigger trigger : timetables(from)) {
            Instant next = trigger.next(moment);
            assertThat(next == null || next.isAfter(moment) || moment.isAfter(SaturatingTime.LATEST))
                    .as("%s after %s: %s", trigger, moment, next)
                    .isTrue();
            assertThat(next == null || !next.isAfter(SaturatingTime.LATEST)).isTrue();
        }
        for (Trigger trigger : List.of(new Interval(Duration.ofMillis(100), from), new OneTime(from))) {
            assertThatCode(() -> trigger.latest(from, moment)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_schedule_takes_its_step(Instant next, Instant now) {
        for (Schedule.Overlap overlap : Schedule.Overlap.values()) {
            for (Schedule.CatchUp catchUp : Schedule.CatchUp.values()) {
                Trigger often = new Interval(Duration.ofDays(3_660), Instant.EPOCH);
                Schedule schedule = new Schedule("s", Signature.of("t"), often, overlap, catchUp, false);
                ScheduleEntry entry =
                        new ScheduleEntry(schedule, false, SaturatingTime.clamp(next), next, next, next, 1);
                assertThatCode(() -> {
                            entry.step(false, now);
                            entry.step(true, now);
                            entry.wake(now);
                            entry.pause().resume(now);
                        })
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_delayed_task_waits_or_is_sent(Instant eta, Instant now) {
        DelayedTask task = new DelayedTask(message(eta), eta);

        assertThat(task.step(true, now).next()).isNull();
        EntryTransition transition = task.step(false, now);
        if (now.isBefore(task.wake())) {
            assertThat(transition.next()).isEqualTo(task);
        } else {
            assertThat(transition.effects()).hasSize(1);
        }
        assertThatCode(() -> task.wake().toEpochMilli()).doesNotThrowAnyException();
        assertThat(new DelayedTask(task.message(), task.due())).isEqualTo(task);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_flow_takes_its_step_and_is_reported(Instant started, Instant now) {
        FlowState flow = FlowState.of(new TaskId("f"), Plans.task("t"), started, started);
        FlowTimings.Row row = new FlowTimings.Row(
                1_000_000, "w", 1, 1, 1, LENGTHS.getLast(), LENGTHS.getLast(), LENGTHS.getLast(), started, now);

        assertThatCode(() -> {
                    new FlowEntry(flow)
                            .step(new FlowEntry.StepInput(
                                    new TaskRecords(Map.of(), Set.of()),
                                    FlowTimings.NONE,
                                    false,
                                    now,
                                    LENGTHS.getLast()));
                    new FlowEntry(flow).wake(now, LENGTHS.getLast());
                    FlowReport.of(flow, new FlowTimings(List.of(row, row.and(row))), now, null);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void what_is_to_be_later_is_at_the_latest_when_time_ends(Instant now, Duration delay) {
        Signature work = Signature.of("t")
                .with(TaskOptions.NONE.withTiming(
                        new TaskOptions.Timing(new RelativeTime.In(delay), new RelativeTime.In(delay), delay, delay)));

        TaskMessage message = Submission.of(work, SubmissionContext.named("n", now))
                .messages()
                .getFirst();
        assertThat(message.eta()).isBetween(Instant.EPOCH, SaturatingTime.LATEST);

        assertThatCode(() -> {
                    AttemptDecision.of(
                            message, new Outcome.Retry(TaskError.revoked("r"), delay), RetryPolicy.ON_REQUEST, now);
                    AttemptDecision.of(
                            message,
                            new Outcome.Reroute(TaskError.revoked("r"), io.apium.task.QueueName.DEFAULT, delay),
                            RetryPolicy.ON_REQUEST,
                            now);
                    message.rerouted(io.apium.task.QueueName.DEFAULT, now).reroutedSince();
                    TaskError.timeLimit(delay, null);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void the_name_of_a_tick_is_an_id_for_every_schedule_and_moment() {
        Schedule longest = new Schedule(
                "漢".repeat(66) + "ab",
                Signature.of("t"),
                new OneTime(NOW),
                Schedule.Overlap.ALLOW,
                Schedule.CatchUp.ALL,
                false);
        for (Instant moment : MOMENTS) {
            assertThat(longest.at(moment).messages()).hasSize(1);
        }
    }

    private static List<Trigger> timetables(Instant from) {
        return List.of(
                new Interval(Duration.ofMillis(100), from),
                new Interval(Duration.ofDays(3_660), from),
                new OneTime(from),
                new Crontab("* * * * *", ZoneId.of("Europe/Berlin")),
                new Crontab("0 0 29 2 *", ZoneOffset.UTC),
                new Crontab("30 2 * * *", ZoneId.of("America/New_York")),
                new SolarEvent(SolarEvent.Event.SUNRISE, 52.5, 13.4),
                new SolarEvent(SolarEvent.Event.SOLAR_NOON, 52.5, -180));
    }

    private static TaskMessage message(Instant moment) {
        TaskId id = new TaskId("t");
        return new TaskMessage(id, id, null, 0, moment, moment, Signature.of("t"), List.of());
    }

    private static List<Arguments> pairs(List<?> some, List<?> others) {
        List<Arguments> pairs = new ArrayList<>();
        some.forEach(one -> others.forEach(other -> pairs.add(Arguments.of(one, other))));
        return pairs;
    }
}

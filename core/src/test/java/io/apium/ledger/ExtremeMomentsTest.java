package io.apium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.Verdict;
import io.apium.canvas.When;
import io.apium.flow.Flow;
import io.apium.flow.Plans;
import io.apium.flow.Records;
import io.apium.flow.Report;
import io.apium.flow.Times;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Once;
import io.apium.schedule.Schedule;
import io.apium.schedule.Solar;
import io.apium.schedule.Timetable;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
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
        for (Timetable timetable : timetables(from)) {
            Instant next = timetable.next(moment);
            assertThat(next == null || next.isAfter(moment) || moment.isAfter(SaturatingTime.LATEST))
                    .as("%s after %s: %s", timetable, moment, next)
                    .isTrue();
            assertThat(next == null || !next.isAfter(SaturatingTime.LATEST)).isTrue();
        }
        for (Timetable timetable : List.of(new Interval(Duration.ofMillis(100), from), new Once(from))) {
            assertThatCode(() -> timetable.latest(from, moment)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_schedule_takes_its_step(Instant next, Instant now) {
        for (Schedule.Overlap overlap : Schedule.Overlap.values()) {
            for (Schedule.CatchUp catchUp : Schedule.CatchUp.values()) {
                Timetable often = new Interval(Duration.ofDays(3_660), Instant.EPOCH);
                Schedule schedule = new Schedule("s", Signature.of("t"), often, overlap, catchUp, false);
                Beat beat = new Beat(schedule, false, SaturatingTime.clamp(next), next, next, next, 1);
                assertThatCode(() -> {
                            beat.step(false, now);
                            beat.step(true, now);
                            beat.wake(now);
                            beat.pause().resume(now);
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
        Step step = task.step(false, now);
        if (now.isBefore(task.wake())) {
            assertThat(step.next()).isEqualTo(task);
        } else {
            assertThat(step.owed()).hasSize(1);
        }
        assertThatCode(() -> task.wake().toEpochMilli()).doesNotThrowAnyException();
        assertThat(new DelayedTask(task.message(), task.due())).isEqualTo(task);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_flow_takes_its_step_and_is_reported(Instant started, Instant now) {
        Flow flow = Flow.of(new TaskId("f"), Plans.task("t"), started, started);
        Times.Row row = new Times.Row(
                1_000_000, "w", 1, 1, 1, LENGTHS.getLast(), LENGTHS.getLast(), LENGTHS.getLast(), started, now);

        assertThatCode(() -> {
                    new Course(flow)
                            .step(new Course.News(
                                    new Records(Map.of(), Set.of()), Times.NONE, false, now, LENGTHS.getLast()));
                    new Course(flow).wake(now, LENGTHS.getLast());
                    Report.of(flow, new Times(List.of(row, row.and(row))), now, null);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void what_is_to_be_later_is_at_the_latest_when_time_ends(Instant now, Duration delay) {
        Signature work = Signature.of("t")
                .with(Options.NONE.withTiming(
                        new Options.Timing(new When.In(delay), new When.In(delay), delay, delay)));

        TaskMessage message = Launch.of(work, Origin.named("n", now)).messages().getFirst();
        assertThat(message.eta()).isBetween(Instant.EPOCH, SaturatingTime.LATEST);

        assertThatCode(() -> {
                    Verdict.of(message, new Outcome.Retry(Fault.revoked("r"), delay), RetryPolicy.ON_REQUEST, now);
                    Verdict.of(
                            message,
                            new Outcome.Elsewhere(Fault.revoked("r"), io.apium.task.QueueName.DEFAULT, delay),
                            RetryPolicy.ON_REQUEST,
                            now);
                    message.moved(io.apium.task.QueueName.DEFAULT, now).movedSince();
                    Fault.timeLimit(delay, null);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void the_name_of_a_tick_is_an_id_for_every_schedule_and_moment() {
        Schedule longest = new Schedule(
                "漢".repeat(66) + "ab",
                Signature.of("t"),
                new Once(NOW),
                Schedule.Overlap.ALLOW,
                Schedule.CatchUp.ALL,
                false);
        for (Instant moment : MOMENTS) {
            assertThat(longest.at(moment).messages()).hasSize(1);
        }
    }

    private static List<Timetable> timetables(Instant from) {
        return List.of(
                new Interval(Duration.ofMillis(100), from),
                new Interval(Duration.ofDays(3_660), from),
                new Once(from),
                new Crontab("* * * * *", ZoneId.of("Europe/Berlin")),
                new Crontab("0 0 29 2 *", ZoneOffset.UTC),
                new Crontab("30 2 * * *", ZoneId.of("America/New_York")),
                new Solar(Solar.Event.SUNRISE, 52.5, 13.4),
                new Solar(Solar.Event.SOLAR_NOON, 52.5, -180));
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

package io.apium.ledger;

import static io.apium.ledger.Minutes.ZERO;
import static io.apium.ledger.Minutes.minute;
import static io.apium.ledger.Minutes.queued;
import static io.apium.ledger.Minutes.schedule;
import static io.apium.ledger.Minutes.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScheduleEntryTest {

    private ScheduleEntry entry = ScheduleEntry.of(schedule(Overlap.ALLOW, CatchUp.LAST), ZERO);

    @Test
    void a_tick_is_sent_under_its_own_id_and_the_beat_sleeps_until_the_next() {
        EntryTransition transition = entry.step(true, minute(1));

        Effect.Send sent = (Effect.Send) transition.effects().getFirst();
        assertThat(sent.submission().messages().getFirst().id().value()).isEqualTo("every-minute@2040-01-01T00:01:00Z");
        assertThat(sent.submission().messages().getFirst().isRepeat()).isTrue();
        assertThat(transition.wake()).isEqualTo(minute(2));
        assertThat(transition.next())
                .isEqualTo(new ScheduleEntry(entry.schedule(), false, minute(2), minute(1), null, 1));
        assertThat(entry.step(true, minute(1)))
                .as("stepping twice is stepping once")
                .isEqualTo(transition);
    }

    @Test
    void nothing_happens_before_the_first_tick() {
        assertThat(entry.step(true, minute(1).minusMillis(1)))
                .isEqualTo(new EntryTransition(List.of(), entry, minute(1)));
    }

    @Test
    void a_schedule_that_skips_lets_ticks_pass_while_its_task_runs() {
        entry = ScheduleEntry.of(schedule(Overlap.SKIP, CatchUp.LAST), ZERO);
        step(true, minute(1));

        assertThat(sent(step(false, minute(2)))).isEmpty();
        assertThat(sent(step(false, minute(3)))).isEmpty();
        assertThat(sent(step(true, minute(4)))).isEqualTo("4");
        assertThat(entry.sent()).isEqualTo(2);
    }

    @Test
    void a_schedule_that_allows_overlap_does_not_ask() {
        step(true, minute(1));

        assertThat(sent(step(false, minute(2)))).isEqualTo("2");
    }

    @Test
    void a_queued_tick_is_sent_when_the_task_before_has_ended_and_is_the_last_of_those_that_waited() {
        entry = ScheduleEntry.of(schedule(Overlap.QUEUE, CatchUp.LAST), ZERO);
        step(true, minute(1));

        assertThat(sent(step(false, minute(2)))).isEmpty();
        assertThat(queued(entry)).isEqualTo("2");
        assertThat(step(false, minute(3)).wake()).isEqualTo(minute(3).plus(ScheduleEntry.POLL_INTERVAL));
        assertThat(queued(entry)).isEqualTo("3");
        assertThat(sent(step(false, minute(3).plusSeconds(1)))).isEmpty();
        assertThat(queued(entry)).isEqualTo("3");
        assertThat(sent(step(true, minute(3).plusSeconds(2)))).isEqualTo("3");
        assertThat(queued(entry)).isEmpty();
        assertThat(entry.wake(minute(3).plusSeconds(2))).isEqualTo(minute(4));
    }

    @Test
    void a_tick_that_comes_as_a_queued_one_is_sent_waits_behind_it() {
        entry = ScheduleEntry.of(schedule(Overlap.QUEUE, CatchUp.LAST), ZERO);
        step(true, minute(1));
        step(false, minute(2));

        assertThat(sent(step(true, minute(3)))).isEqualTo("2");
        assertThat(queued(entry)).isEqualTo("3");
    }

    /** After days without a scheduler a tick is sent long after it was due: its task runs from then. */
    @Test
    void a_tick_that_is_made_up_for_runs_from_when_it_was_sent() {
        entry = ScheduleEntry.of(schedule(Overlap.SKIP, CatchUp.ALL), minute(0));
        Instant back = minute(2).plus(ScheduleEntry.RUN_MAX.multipliedBy(2));

        assertThat(sent(step(true, back))).isEqualTo("1");
        assertThat(sent(step(false, back.plusSeconds(1)))).as("while it runs").isEmpty();
    }

    @Test
    void a_task_that_has_said_nothing_for_a_day_is_waited_for_no_longer() {
        entry = ScheduleEntry.of(schedule(Overlap.SKIP, CatchUp.LAST), ZERO);
        step(true, minute(1));
        Instant nextDay = minute(1).plus(ScheduleEntry.RUN_MAX);

        assertThat(step(false, nextDay.minusSeconds(60)).effects()).isEmpty();
        assertThat(step(false, nextDay).effects()).hasSize(1);
    }

    @Test
    void a_paused_beat_sleeps_and_its_ticks_pass() {
        step(true, minute(1));
        entry = entry.pause();

        assertThat(entry.wake(minute(2))).isNull();
        assertThat(entry.step(true, minute(5))).isEqualTo(new EntryTransition(List.of(), entry, null));
        assertThat(entry.pause()).isEqualTo(entry);

        entry = entry.resume(minute(5));
        assertThat(entry.wake(minute(5))).isEqualTo(minute(6));
        assertThat(entry.resume(minute(9))).as("it runs already").isEqualTo(entry);
        assertThat(sent(step(true, minute(6)))).isEqualTo("6");
        assertThat(entry.sent()).isEqualTo(2);
    }

    @Test
    void a_changed_schedule_forgets_what_was_due_and_keeps_what_was_sent() {
        entry = ScheduleEntry.of(schedule(Overlap.QUEUE, CatchUp.ALL), ZERO);
        step(true, minute(1));
        step(false, minute(2));
        Schedule hourly = schedule(new Interval(Duration.ofHours(1), ZERO), Overlap.SKIP, CatchUp.ALL);

        entry = entry.changed(hourly, minute(5));

        assertThat(entry).isEqualTo(new ScheduleEntry(hourly, false, minute(60), minute(1), null, 1));
        assertThat(sent(step(false, minute(60))))
                .as("the old task is still running")
                .isEmpty();
    }

    @Test
    void a_paused_schedule_that_is_changed_stays_paused() {
        entry = entry.pause().changed(schedule(Overlap.SKIP, CatchUp.ALL), minute(5));

        assertThat(entry.paused()).isTrue();
        assertThat(entry.next()).as("it has no next tick before it is resumed").isNull();
        assertThat(entry.resume(minute(5)).next()).isEqualTo(minute(6));
    }

    @Test
    void a_schedule_that_is_over_stays_while_its_last_tick_is_queued() {
        entry = new ScheduleEntry(
                schedule(new OneTime(minute(2)), Overlap.QUEUE, CatchUp.LAST), false, minute(2), minute(1), null, 1);

        EntryTransition waits = step(false, minute(2));
        assertThat(waits.wake()).isEqualTo(minute(2).plus(ScheduleEntry.POLL_INTERVAL));
        assertThat(queued(entry)).isEqualTo("2");

        EntryTransition sent = entry.step(true, minute(3));
        assertThat(sent(sent)).isEqualTo("2");
        assertThat(sent.next()).isNull();
    }

    private EntryTransition step(boolean lastEnded, Instant now) {
        EntryTransition transition = entry.step(lastEnded, now);
        entry = (ScheduleEntry) Objects.requireNonNull(transition.next());
        return transition;
    }
}

package io.apium.ledger;

import static io.apium.ledger.Minutes.ZERO;
import static io.apium.ledger.Minutes.minute;
import static io.apium.ledger.Minutes.queued;
import static io.apium.ledger.Minutes.schedule;
import static io.apium.ledger.Minutes.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BeatCatchUpTest {

    private ScheduleEntry entry = ScheduleEntry.of(schedule(Overlap.ALLOW, CatchUp.LAST), ZERO);

    /**
     * The ticks that are sent and the tick that is queued at the first step after five and a half minutes without a
     * scheduler.
     */
    @ParameterizedTest
    @CsvSource({
        "ALLOW, ALL,  1 2 3 4 5, ''", "ALLOW, LAST, 5, ''", "ALLOW, NONE, '', ''",
        "SKIP,  ALL,  1,         ''", "SKIP,  LAST, 5, ''", "SKIP,  NONE, '', ''",
        "QUEUE, ALL,  1,          5", "QUEUE, LAST, 5, ''", "QUEUE, NONE, '', ''"
    })
    void missed_ticks_are_made_up_for_as_the_schedule_says(
            Overlap overlap, CatchUp catchUp, String sent, String queued) {
        entry = ScheduleEntry.of(schedule(overlap, catchUp), ZERO);

        assertThat(sent(step(true, minute(5).plusSeconds(30)))).isEqualTo(sent);
        assertThat(queued(entry)).isEqualTo(queued);
        assertThat(entry.next()).isEqualTo(minute(6));
    }

    @ParameterizedTest
    @EnumSource(CatchUp.class)
    void a_tick_that_is_a_little_late_was_not_missed(CatchUp catchUp) {
        entry = ScheduleEntry.of(schedule(Overlap.ALLOW, catchUp), ZERO);

        assertThat(sent(step(true, minute(1).plus(ScheduleEntry.LATE_MAX)))).isEqualTo("1");
        assertThat(entry.next()).isEqualTo(minute(2));
    }

    @Test
    void a_tick_that_is_too_late_passes_where_none_is_made_up_for() {
        entry = ScheduleEntry.of(schedule(Overlap.ALLOW, CatchUp.NONE), ZERO);

        assertThat(sent(step(true, minute(1).plus(ScheduleEntry.LATE_MAX).plusMillis(1))))
                .isEmpty();
        assertThat(entry.sent()).isZero();
    }

    @ParameterizedTest
    @EnumSource(CatchUp.class)
    void of_ticks_that_are_close_together_those_of_the_last_seconds_are_all_sent(CatchUp catchUp) {
        Trigger seconds = new Interval(Duration.ofSeconds(1), ZERO);
        entry = ScheduleEntry.of(schedule(seconds, Overlap.ALLOW, catchUp), ZERO);

        int sent = step(true, ZERO.plusSeconds(60)).effects().size();

        assertThat(sent).isEqualTo(catchUp == CatchUp.ALL ? 60 : 11);
        assertThat(entry.next()).isEqualTo(ZERO.plusSeconds(61));
    }

    @Test
    void a_long_burst_is_sent_in_parts_of_a_hundred_one_right_after_the_other() {
        entry = ScheduleEntry.of(schedule(Overlap.ALLOW, CatchUp.ALL), ZERO);
        Instant now = minute(250);

        List<Integer> parts = new ArrayList<>();
        while (!Objects.requireNonNull(entry.next()).isAfter(now)) {
            EntryTransition transition = step(true, now);
            parts.add(transition.effects().size());
            assertThat(transition.wake()).isEqualTo(entry.next());
        }

        assertThat(parts).containsExactly(100, 100, 50);
        assertThat(entry.sent()).isEqualTo(250);
    }

    @ParameterizedTest
    @EnumSource(CatchUp.class)
    void once_is_over_after_its_tick_however_late(CatchUp catchUp) {
        entry = ScheduleEntry.of(schedule(new OneTime(minute(1)), Overlap.ALLOW, catchUp), ZERO);

        EntryTransition late = entry.step(true, minute(500));

        assertThat(late.effects()).hasSize(catchUp == CatchUp.NONE ? 0 : 1);
        assertThat(late.next()).isNull();
        assertThat(entry.step(true, minute(1)).effects()).hasSize(1);
    }

    private EntryTransition step(boolean lastEnded, Instant now) {
        EntryTransition transition = entry.step(lastEnded, now);
        entry = (ScheduleEntry) Objects.requireNonNull(transition.next());
        return transition;
    }
}

package io.apium.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Signature;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleCommandsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final MemoryStore store = new MemoryStore(CLOCK);
    private final Ledger ledger = store.ledger();
    private final ScheduleCommands schedules = new ScheduleCommands(ledger, new StoreTimeout(store.results()), CLOCK);

    @BeforeEach
    void there_is_a_schedule() {
        Schedule schedule = new Schedule(
                "tick",
                Signature.of("t"),
                new Interval(Duration.ofMinutes(1), NOW),
                Overlap.ALLOW,
                CatchUp.LAST,
                false);
        ledger.write(ScheduleEntry.of(schedule, NOW), Ledger.NONE, NOW).join();
    }

    @Test
    void a_change_is_made_anew_on_what_somebody_else_wrote_meanwhile() throws Exception {
        AtomicInteger rivals = new AtomicInteger(3);

        ScheduleEntry changed = schedules.change("tick", new IfMatch(null), beat -> {
            if (rivals.getAndDecrement() > 0) {
                tick();
            }
            return beat.pause();
        });

        assertThat(changed.paused()).isTrue();
        assertThat(changed.sent()).as("the ticks that came in between").isEqualTo(3);
        assertThat(entry().state()).isEqualTo(changed);
        assertThat(entry().wake()).isNull();
    }

    @Test
    void a_change_that_never_gets_through_is_given_up() {
        assertThatThrownBy(() -> schedules.change("tick", new IfMatch(null), beat -> {
                    tick();
                    return beat.pause();
                }))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.refusal().toString()).contains("ChangedMeanwhile"));
        assertThat(((ScheduleEntry) entry().state()).paused()).isFalse();
    }

    @Test
    void a_change_of_something_that_was_seen_is_not_made_on_anything_else() throws Exception {
        IfMatch seen = new IfMatch(
                ViewRepresentation.of(ScheduleView.of(schedules.known("tick"))).tag());

        assertThatThrownBy(() -> schedules.change("tick", seen, entry -> {
                    tick();
                    return entry.pause();
                }))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.refusal().toString()).contains("Precondition"));
    }

    @Test
    void a_schedule_that_is_gone_before_it_is_changed_is_made_anew_or_missed() throws Exception {
        ScheduleEntry beat = schedules.known("tick");
        schedules.remove("tick", new IfMatch(null));

        assertThatThrownBy(() -> schedules.change("tick", new IfMatch("*"), ScheduleEntry::pause))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.refusal().toString()).contains("UnknownId"));
        ScheduleCommands.Written written =
                schedules.put("tick", new IfMatch(null), standing -> standing == null ? beat : standing.pause());

        assertThat(written.isNew()).isTrue();
        assertThat(entry().state()).isEqualTo(beat);
    }

    private void tick() {
        ScheduleEntry beat = (ScheduleEntry) entry().state();
        ScheduleEntry then = new ScheduleEntry(beat.schedule(), beat.paused(), beat.next(), NOW, null, beat.sent() + 1);
        ledger.write(then, entry().revision(), NOW).join();
    }

    private Entry entry() {
        return ledger.find(EntryKey.schedule("tick")).orElseThrow();
    }
}

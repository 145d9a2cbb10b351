package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final boolean IDLE = true;

    private final Pulse pulse = new Pulse();
    private Moment now = new Moment(Long.MAX_VALUE - 1);

    @Test
    void before_its_first_tick_nothing_is_known() {
        assertThat(pulse.isAttached(now)).isFalse();
        assertThat(pulse.isTaking(now)).isFalse();
    }

    @Test
    void a_change_of_lanes_is_no_loss_and_a_loss_is_known_two_seconds_later() {
        pulse.look(true, !IDLE, 0, now);

        pass(Pulse.DETACHED_AFTER);
        pulse.look(false, !IDLE, 0, now);
        assertThat(pulse.isAttached(now)).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(pulse.isAttached(now)).isFalse();

        pulse.look(true, !IDLE, 0, now);
        assertThat(pulse.isAttached(now)).isTrue();
    }

    @Test
    void without_ticks_it_is_lost() {
        pulse.look(true, !IDLE, 0, now);

        pass(Pulse.UNTAKEN_AFTER.plusMillis(1));

        assertThat(pulse.isAttached(now)).isFalse();
        assertThat(pulse.isTaking(now)).isFalse();
    }

    @Test
    void what_waits_beside_a_free_slot_while_nothing_ends_is_not_taken() {
        pulse.look(true, !IDLE, 5, now);

        pass(Pulse.UNTAKEN_AFTER);
        pulse.look(true, IDLE, 5, now);
        assertThat(pulse.isTaking(now)).isTrue();
        pass(Duration.ofMillis(1));
        pulse.look(true, IDLE, 5, now);
        assertThat(pulse.isTaking(now)).isFalse();

        pulse.look(true, IDLE, 6, now);
        assertThat(pulse.isTaking(now)).as("one has ended").isTrue();
    }

    @Test
    void what_waits_for_a_slot_may_wait_for_ever() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(1));
            pulse.look(true, !IDLE, 0, now);
            assertThat(pulse.isTaking(now)).isTrue();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}

package io.apium.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.worker.handler.MonotonicTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerWatchdogTest {

    private static final boolean IDLE = true;

    private final ConsumerWatchdog watchdog = new ConsumerWatchdog();
    private MonotonicTime now = new MonotonicTime(Long.MAX_VALUE - 1);

    @Test
    void before_its_first_tick_nothing_is_known() {
        assertThat(watchdog.isAttached(now)).isFalse();
        assertThat(watchdog.isTaking(now)).isFalse();
    }

    @Test
    void a_change_of_lanes_is_no_loss_and_a_loss_is_known_two_seconds_later() {
        watchdog.look(true, !IDLE, 0, now);

        pass(ConsumerWatchdog.DETACHED_AFTER);
        watchdog.look(false, !IDLE, 0, now);
        assertThat(watchdog.isAttached(now)).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(watchdog.isAttached(now)).isFalse();

        watchdog.look(true, !IDLE, 0, now);
        assertThat(watchdog.isAttached(now)).isTrue();
    }

    @Test
    void without_ticks_it_is_lost() {
        watchdog.look(true, !IDLE, 0, now);

        pass(ConsumerWatchdog.UNTAKEN_AFTER.plusMillis(1));

        assertThat(watchdog.isAttached(now)).isFalse();
        assertThat(watchdog.isTaking(now)).isFalse();
    }

    @Test
    void what_waits_beside_a_free_slot_while_nothing_ends_is_not_taken() {
        watchdog.look(true, !IDLE, 5, now);

        pass(ConsumerWatchdog.UNTAKEN_AFTER);
        watchdog.look(true, IDLE, 5, now);
        assertThat(watchdog.isTaking(now)).isTrue();
        pass(Duration.ofMillis(1));
        watchdog.look(true, IDLE, 5, now);
        assertThat(watchdog.isTaking(now)).isFalse();

        watchdog.look(true, IDLE, 6, now);
        assertThat(watchdog.isTaking(now)).as("one has ended").isTrue();
    }

    @Test
    void what_waits_for_a_slot_may_wait_for_ever() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(1));
            watchdog.look(true, !IDLE, 0, now);
            assertThat(watchdog.isTaking(now)).isTrue();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}

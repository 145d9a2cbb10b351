package io.apium.worker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolAutoscalerTest {

    private static final int HALF_A_MINUTE = 300;

    private final PoolAutoscaler autoscaler = new PoolAutoscaler(2, 20);
    private int slots = 2;

    @Test
    void a_pool_that_is_full_doubles_until_it_has_the_most() {
        looks(1, 2);
        assertThat(slots).as("full for a moment only").isEqualTo(2);

        looks(1, 2);
        assertThat(slots).isEqualTo(4);
        looks(2, 4);
        assertThat(slots).isEqualTo(8);
        looks(2, 8);
        looks(2, 16);
        assertThat(slots).isEqualTo(20);
        looks(10, 20);
        assertThat(slots).isEqualTo(20);
    }

    @Test
    void a_pool_that_was_not_full_for_half_a_minute_shrinks_by_half_at_most() {
        slots = 16;

        looks(HALF_A_MINUTE - 1, 0);
        assertThat(slots).isEqualTo(16);
        looks(1, 0);
        assertThat(slots).isEqualTo(8);
        looks(HALF_A_MINUTE, 0);
        assertThat(slots).isEqualTo(4);
        looks(10 * HALF_A_MINUTE, 0);
        assertThat(slots).isEqualTo(2);
    }

    @Test
    void it_keeps_what_was_busy_at_once_and_one_to_spare() {
        slots = 16;

        looks(10, 11);
        looks(HALF_A_MINUTE - 10, 1);
        assertThat(slots).isEqualTo(12);

        looks(10 * HALF_A_MINUTE, 11);
        assertThat(slots).as("a steady load").isEqualTo(12);
    }

    @Test
    void a_pool_that_is_full_now_and_then_keeps_its_size() {
        slots = 20;

        for (int i = 0; i < 20; i++) {
            looks(HALF_A_MINUTE - 1, 0);
            looks(1, 20);
        }

        assertThat(slots).isEqualTo(20);
    }

    @Test
    void a_range_that_was_changed_holds_at_the_next_look() {
        autoscaler.change(5, 6);
        looks(1, 0);
        assertThat(slots).isEqualTo(5);

        autoscaler.change(1, 3);
        looks(1, 0);
        assertThat(slots).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "6, 5", "1, 10001"})
    void a_range_that_cannot_be_is_refused_and_changes_nothing(int min, int max) {
        assertThatThrownBy(() -> autoscaler.change(min, max)).hasMessageEndingWith("min " + min + " and max " + max);
        assertThat(autoscaler.min()).isEqualTo(2);
        assertThat(autoscaler.max()).isEqualTo(20);
    }

    private void looks(int times, int busy) {
        for (int i = 0; i < times; i++) {
            slots = autoscaler.look(Math.min(busy, slots), slots);
        }
    }
}

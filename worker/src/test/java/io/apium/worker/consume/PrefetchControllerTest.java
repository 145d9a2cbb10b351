package io.apium.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefetchControllerTest {

    private final PrefetchController prefetch = new PrefetchController(4, 64);
    private long ended;

    @Test
    void at_first_it_wants_one_for_each_slot() {
        assertThat(prefetch.wanted()).isEqualTo(4);
    }

    @Test
    void it_wants_what_its_pool_gets_through_and_never_more_than_the_most() {
        ends(19);
        assertThat(prefetch.wanted()).isEqualTo(4 + 16);

        ends(5_000);
        assertThat(prefetch.wanted()).isEqualTo(64);
    }

    @Test
    void long_tasks_make_it_want_no_more_than_its_slots() {
        for (int i = 0; i < 50; i++) {
            ends(3);
            assertThat(prefetch.wanted()).isEqualTo(4);
        }
    }

    @Test
    void a_load_that_swings_changes_nothing_and_one_that_ends_does_by_and_by() {
        ends(40);
        ends(9);
        assertThat(prefetch.wanted()).isEqualTo(4 + 32);

        for (int i = 0; i < 20; i++) {
            ends(0);
        }
        assertThat(prefetch.wanted()).isEqualTo(4);
    }

    @Test
    void a_pool_that_ends_nothing_for_half_a_second_while_some_wait_has_stalled() {
        ends(5_000);
        for (int i = 0; i < 4; i++) {
            assertThat(prefetch.look(ended, true)).isFalse();
        }

        assertThat(prefetch.look(ended, true)).isTrue();
        assertThat(prefetch.wanted()).isEqualTo(4);
        assertThat(prefetch.look(ended, true)).as("counted anew").isFalse();
    }

    @Test
    void a_most_below_the_slots_is_the_slots() {
        assertThat(new PrefetchController(100, 64).wanted()).isEqualTo(100);
    }

    @Test
    void it_wants_as_many_as_its_pool_has_slots_now() {
        prefetch.resize(10);
        assertThat(prefetch.wanted()).isEqualTo(10);

        ends(5_000);
        prefetch.resize(60);
        assertThat(prefetch.wanted()).as("and not over the most").isEqualTo(64);

        prefetch.resize(100);
        assertThat(prefetch.wanted()).isEqualTo(100);
    }

    private void ends(int attempts) {
        ended += attempts;
        assertThat(prefetch.look(ended, false)).isFalse();
    }
}

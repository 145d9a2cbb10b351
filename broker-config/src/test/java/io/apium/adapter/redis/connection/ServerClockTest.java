package io.apium.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.redis.connection.ServerClock.Difference;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static final long MILLI = 1_000_000;
    private static final long AHEAD = 5_000 * MILLI;

    private final ServerClock clock = new ServerClock();

    @Test
    void an_answer_that_takes_long_tells_no_less_than_a_quick_one_before_it() {
        clock.answered(AHEAD + MILLI, 0, 2 * MILLI);

        Difference difference = clock.answered(AHEAD + 40 * MILLI, 10 * MILLI, 60 * MILLI);

        assertThat(difference.max() - difference.min()).isLessThan(3 * MILLI);
        assertThat(difference.soonest(AHEAD + 50 * MILLI)).isBetween(50 * MILLI, 52 * MILLI);
        assertThat(difference.latest(AHEAD + 50 * MILLI)).isBetween(48 * MILLI, 50 * MILLI);
    }

    @Test
    void what_is_known_grows_old() {
        clock.answered(AHEAD + MILLI, 0, 2 * MILLI);

        Difference difference = clock.answered(AHEAD + 20_100 * MILLI, 20_000 * MILLI, 20_200 * MILLI);

        assertThat(difference.max() - difference.min()).isBetween(40 * MILLI, 43 * MILLI);
    }

    @Test
    void a_clock_that_is_set_is_learnt_anew() {
        clock.answered(AHEAD + MILLI, 0, 2 * MILLI);

        assertThat(clock.answered(11 * MILLI, 10 * MILLI, 12 * MILLI)).isEqualTo(new Difference(-MILLI, MILLI));
    }
}

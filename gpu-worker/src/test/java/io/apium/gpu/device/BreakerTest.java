package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Breaker breaker = new Breaker();

    @Test
    void three_crashes_within_a_minute_make_starts_wait_longer_and_longer() {
        assertThat(breaker.crashed(0)).isZero();
        assertThat(breaker.crashed(SECOND)).isZero();
        assertThat(breaker.crashed(2 * SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(breaker.crashed(3 * SECOND)).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 10; i++) {
            breaker.crashed(4 * SECOND);
        }

        assertThat(breaker.crashed(5 * SECOND)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_launch_that_went_well_forgives_all() {
        breaker.crashed(0);
        breaker.crashed(1);

        breaker.worked();

        assertThat(breaker.crashed(2)).isZero();
    }

    @Test
    void crashes_that_are_far_apart_do_not_count() {
        for (long minute = 0; minute < 10; minute++) {
            assertThat(breaker.crashed(minute * 40 * SECOND)).isZero();
        }
    }
}

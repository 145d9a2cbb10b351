package io.apium.gpu.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrashBackoffTest {

    private static final long SECOND = 1_000_000_000L;

    private final CrashBackoff crashBackoff = new CrashBackoff();

    @Test
    void three_crashes_within_a_minute_make_starts_wait_longer_and_longer() {
        assertThat(crashBackoff.crashed(0)).isZero();
        assertThat(crashBackoff.crashed(SECOND)).isZero();
        assertThat(crashBackoff.crashed(2 * SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(crashBackoff.crashed(3 * SECOND)).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 10; i++) {
            crashBackoff.crashed(4 * SECOND);
        }

        assertThat(crashBackoff.crashed(5 * SECOND)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_launch_that_went_well_forgives_all() {
        crashBackoff.crashed(0);
        crashBackoff.crashed(1);

        crashBackoff.worked();

        assertThat(crashBackoff.crashed(2)).isZero();
    }

    @Test
    void crashes_that_are_far_apart_do_not_count() {
        for (long minute = 0; minute < 10; minute++) {
            assertThat(crashBackoff.crashed(minute * 40 * SECOND)).isZero();
        }
    }
}

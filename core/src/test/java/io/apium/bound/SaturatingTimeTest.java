package io.apium.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaturatingTimeTest {

    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration MOST_NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);

    @Test
    void what_has_an_exact_form_is_exact() {
        Instant moment = Instant.parse("2026-01-01T00:00:00.5Z");
        assertThat(SaturatingTime.plus(moment, Duration.ofMillis(500))).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(SaturatingTime.minus(moment, Duration.ofMillis(500))).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(SaturatingTime.millis(moment)).isEqualTo(moment.toEpochMilli());
        assertThat(SaturatingTime.nanos(Duration.ofSeconds(-3))).isEqualTo(-3_000_000_000L);
        assertThat(SaturatingTime.millis(Duration.ofSeconds(3))).isEqualTo(3_000);
        assertThat(SaturatingTime.times(Duration.ofSeconds(3), -2)).isEqualTo(Duration.ofSeconds(-6));
        assertThat(SaturatingTime.clamp(moment)).isEqualTo(moment);
    }

    @Test
    void what_has_none_is_the_nearest_that_has() {
        assertThat(SaturatingTime.plus(Instant.MAX, Duration.ofNanos(1))).isEqualTo(Instant.MAX);
        assertThat(SaturatingTime.plus(Instant.EPOCH, LONGEST)).isEqualTo(Instant.MAX);
        assertThat(SaturatingTime.plus(Instant.EPOCH, MOST_NEGATIVE)).isEqualTo(Instant.MIN);
        assertThat(SaturatingTime.minus(Instant.MIN, Duration.ofNanos(1))).isEqualTo(Instant.MIN);
        assertThat(SaturatingTime.minus(Instant.EPOCH, MOST_NEGATIVE)).isEqualTo(Instant.MAX);
        assertThat(SaturatingTime.plus(LONGEST, LONGEST)).isEqualTo(LONGEST);
        assertThat(SaturatingTime.plus(MOST_NEGATIVE, MOST_NEGATIVE)).isEqualTo(MOST_NEGATIVE);
        assertThat(SaturatingTime.times(Duration.ofDays(9), Long.MIN_VALUE)).isEqualTo(MOST_NEGATIVE);
        assertThat(SaturatingTime.times(Duration.ofDays(-9), Long.MIN_VALUE)).isEqualTo(LONGEST);
        assertThat(SaturatingTime.millis(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(SaturatingTime.millis(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        for (Duration length : List.of(LONGEST, Duration.ofDays(365L * 8_000))) {
            assertThat(SaturatingTime.nanos(length)).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(SaturatingTime.millis(MOST_NEGATIVE)).isEqualTo(Long.MIN_VALUE);
        assertThat(SaturatingTime.clamp(Instant.MAX)).isEqualTo(SaturatingTime.LATEST);
        assertThat(SaturatingTime.clamp(Instant.MIN)).isEqualTo(Instant.EPOCH);
    }
}

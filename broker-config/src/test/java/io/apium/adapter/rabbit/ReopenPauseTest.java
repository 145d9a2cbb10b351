package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReopenPauseTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(6);

    private final ReopenPause pause = new ReopenPause();

    @Test
    void channels_that_die_right_after_opening_are_opened_less_and_less_often_and_not_trusted() {
        long[] millis = IntStream.range(0, 8)
                .mapToLong(_ -> pause.afterLoss(SHORT).toMillis())
                .toArray();

        assertThat(millis).containsExactly(0, 100, 200, 400, 800, 1_600, 2_000, 2_000);
        assertThat(pause.trusts(SHORT)).isFalse();
        assertThat(pause.trusts(LONG)).isTrue();
    }

    @Test
    void one_early_loss_is_an_accident() {
        assertThat(pause.afterLoss(SHORT)).isZero();
        assertThat(pause.trusts(Duration.ZERO)).isTrue();
    }

    @Test
    void a_channel_that_lived_ends_the_pauses() {
        for (int i = 0; i < 8; i++) {
            pause.afterLoss(SHORT);
        }

        assertThat(pause.afterLoss(LONG)).isZero();
        assertThat(pause.trusts(Duration.ZERO)).isTrue();
        assertThat(pause.afterFailure()).isEqualTo(Duration.ofMillis(100));
    }
}

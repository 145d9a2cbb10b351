package io.apium.api.canvas;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes durations as numbers of seconds, without trailing zeros. */
final class SecondsFormat {

    private static final int NANO_DIGITS = 9;

    private SecondsFormat() {}

    static BigDecimal of(Duration duration) {
        BigDecimal nanos = BigDecimal.valueOf(duration.toNanosPart(), NANO_DIGITS);
        BigDecimal seconds = BigDecimal.valueOf(duration.toSeconds()).add(nanos).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}

package io.apium.canvas;

import io.apium.bound.SaturatingTime;
import java.time.Duration;
import java.time.Instant;

/** A fixed time, or a delay from the time of sending. */
public sealed interface RelativeTime {

    /**
     * @param instant from {@link SaturatingTime#EARLIEST} to {@link SaturatingTime#LATEST}; a value outside is clamped
     */
    record At(Instant instant) implements RelativeTime {

        public At {
            instant = SaturatingTime.clamp(instant);
        }
    }

    /** @param delay at most {@link SaturatingTime#FARTHEST}; a longer one is clamped */
    record In(Duration delay) implements RelativeTime {

        public In {
            delay = SaturatingTime.clamp(delay);
        }
    }

    default Instant from(Instant now) {
        return switch (this) {
            case At(Instant instant) -> instant;
            case In(Duration delay) -> SaturatingTime.clamp(SaturatingTime.plus(now, delay));
        };
    }
}

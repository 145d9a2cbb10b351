package io.apium.canvas;

import io.apium.bound.SaturatingTime;
import java.time.Duration;
import java.time.Instant;

/** A moment that was named outright, or by how far off it is when the message is sent. */
public sealed interface RelativeTime {

    /** @param instant from {@link SaturatingTime#EARLIEST} to {@link SaturatingTime#LATEST}, or taken for the nearer one */
    record At(Instant instant) implements RelativeTime {

        public At {
            instant = SaturatingTime.clamp(instant);
        }
    }

    /** @param delay at most {@link SaturatingTime#FARTHEST}, or taken for it */
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

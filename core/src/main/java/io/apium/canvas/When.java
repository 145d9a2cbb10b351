package io.apium.canvas;

import java.time.Duration;
import java.time.Instant;

/** A moment that was named outright, or by how far off it is when the message is sent. */
public sealed interface When {

    record At(Instant instant) implements When {}

    record In(Duration delay) implements When {}

    default Instant from(Instant now) {
        return switch (this) {
            case At(Instant instant) -> instant;
            case In(Duration delay) -> now.plus(delay);
        };
    }
}

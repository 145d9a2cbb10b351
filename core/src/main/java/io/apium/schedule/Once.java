package io.apium.schedule;

import io.apium.bound.SaturatingTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One tick and no more. */
public record Once(Instant at) implements Timetable {

    public Once {
        at = SaturatingTime.clamp(at);
    }

    @Override
    public @Nullable Instant next(Instant moment) {
        return at.isAfter(moment) ? at : null;
    }
}

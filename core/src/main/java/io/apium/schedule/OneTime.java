package io.apium.schedule;

import io.apium.bound.SaturatingTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs once. */
public record OneTime(Instant at) implements Trigger {

    public OneTime {
        at = SaturatingTime.clamp(at);
    }

    @Override
    public @Nullable Instant next(Instant moment) {
        return at.isAfter(moment) ? at : null;
    }
}

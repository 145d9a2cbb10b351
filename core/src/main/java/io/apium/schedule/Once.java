package io.apium.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One tick and no more. */
public record Once(Instant at) implements Timetable {

    @Override
    public @Nullable Instant next(Instant moment) {
        return at.isAfter(moment) ? at : null;
    }
}

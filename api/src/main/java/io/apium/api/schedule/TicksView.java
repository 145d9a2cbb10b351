package io.apium.api.schedule;

import io.apium.ledger.Beat;
import io.apium.schedule.Timetable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ticks of a schedule that are to come. */
@Schema(description = "The ticks of a schedule that are to come; of a paused one those that would")
public record TicksView(String name, List<Instant> next) {

    static TicksView of(Beat beat, int count, Instant now) {
        Timetable timetable = beat.schedule().timetable();
        List<Instant> ticks = new ArrayList<>();
        for (Instant tick = timetable.next(now); tick != null && ticks.size() < count; tick = timetable.next(tick)) {
            ticks.add(tick);
        }
        return new TicksView(beat.schedule().name(), ticks);
    }
}

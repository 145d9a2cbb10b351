package io.apium.api.schedule;

import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Trigger;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ticks of a schedule that are to come. */
@Schema(description = "The ticks of a schedule that are to come; of a paused one those that would")
public record NextRunsView(String name, List<Instant> next) {

    static NextRunsView of(ScheduleEntry entry, int count, Instant now) {
        Trigger trigger = entry.schedule().trigger();
        List<Instant> ticks = new ArrayList<>();
        for (Instant tick = trigger.next(now); tick != null && ticks.size() < count; tick = trigger.next(tick)) {
            ticks.add(tick);
        }
        return new NextRunsView(entry.schedule().name(), ticks);
    }
}

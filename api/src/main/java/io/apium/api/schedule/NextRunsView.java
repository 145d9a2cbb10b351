package io.apium.api.schedule;

import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Trigger;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The next run times of a schedule. */
@Schema(description = "The next run times of a schedule; of a paused schedule, the run times after a resume")
public record NextRunsView(String name, List<Instant> next) {

    static NextRunsView of(ScheduleEntry entry, int count, Instant now) {
        Trigger trigger = entry.schedule().trigger();
        List<Instant> times = new ArrayList<>();
        for (Instant time = trigger.next(now); time != null && times.size() < count; time = trigger.next(time)) {
            times.add(time);
        }
        return new NextRunsView(entry.schedule().name(), times);
    }
}

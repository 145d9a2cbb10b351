package io.apium.api.schedule;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of schedules. */
@Schema(description = "A page of schedules, by name")
public record SchedulesView(
        List<ScheduleView> items,

        @Schema(description = "the path of the next page; missing on the last") @Nullable
        String next) {}

package io.apium.api.schedule;

import io.apium.api.canvas.OptionsWriter;
import io.apium.api.json.ApiJson;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.Trigger;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schedule as a client reads it; unknown fields are missing. */
@Schema(description = "A schedule and its state; unknown fields are missing")
public record ScheduleView(
        String name,

        String task,

        @Nullable List<@Nullable Object> args,

        @Nullable Map<String, @Nullable Object> kwargs,

        @Schema(ref = "#/components/schemas/Options") @Nullable
        Map<String, Object> options,

        @Schema(example = "PT10M") @Nullable String every,

        @Schema(example = "30 2 * * *") @Nullable String crontab,

        @Schema(example = "Europe/Berlin") @Nullable String timezone,

        @Nullable Solar solar,

        @Nullable Instant at,

        @Schema(allowableValues = {"allow", "skip", "queue"})
        String overlap,

        @Schema(allowableValues = {"all", "last", "none"}) String catchUp,

        @Schema(
                description = "whether it is declared in code or configuration: it cannot be changed here, and after a"
                        + " delete the next declaration restores it")
        boolean declared,

        @Schema(allowableValues = {"active", "paused"}) String state,

        @Schema(description = "the next run time; missing while the schedule is paused") @Nullable
        Instant next,

        @Schema(description = "the last run time whose task was sent") @Nullable
        Instant last,

        @Schema(description = "the id of the task of that run") @Nullable
        String lastTaskId,

        @Schema(description = "a run time whose task is sent when that task has ended") @Nullable
        Instant queued,

        @Schema(description = "number of submitted tasks") long sent) {

    /** A solar event at a place. */
    @Schema(name = "SolarView")
    public record Solar(String event, double latitude, double longitude) {

        static Solar of(io.apium.schedule.SolarEvent timetable) {
            return new Solar(EnumNames.of(timetable.event()), timetable.latitude(), timetable.longitude());
        }
    }

    /** The body of a request that would create this schedule. */
    JsonNode asAsked() {
        ObjectNode form = (ObjectNode) ApiJson.tree(this);
        form.remove(List.of("declared", "state", "next", "last", "lastTaskId", "queued", "sent"));
        return form.put("paused", state.equals("paused"));
    }

    static ScheduleView of(ScheduleEntry entry) {
        Schedule schedule = entry.schedule();
        Trigger trigger = schedule.trigger();
        TaskId lastTask = entry.lastTask();
        return new ScheduleView(
                schedule.name(),
                schedule.work().task(),
                schedule.work().args().isEmpty() ? null : schedule.work().args(),
                schedule.work().kwargs().isEmpty() ? null : schedule.work().kwargs(),
                OptionsWriter.write(schedule.work().options()),
                trigger instanceof Interval interval ? interval.every().toString() : null,
                trigger instanceof Crontab crontab ? crontab.expression() : null,
                trigger instanceof Crontab crontab ? crontab.zone().getId() : null,
                trigger instanceof io.apium.schedule.SolarEvent sun ? Solar.of(sun) : null,
                trigger instanceof OneTime oneTime ? oneTime.at() : null,
                EnumNames.of(schedule.overlap()),
                EnumNames.of(schedule.catchUp()),
                schedule.declared(),
                entry.paused() ? "paused" : "active",
                entry.next(),
                entry.last(),
                lastTask == null ? null : lastTask.value(),
                entry.queued(),
                entry.sent());
    }
}

package io.apium.api.schedule;

import io.apium.api.canvas.OptionsWriter;
import io.apium.api.json.Json;
import io.apium.ledger.Beat;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Once;
import io.apium.schedule.Schedule;
import io.apium.schedule.Timetable;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schedule as a client reads it; what is not known is left out. */
@Schema(description = "A schedule, as it was asked for and how it stands; what is not known is left out")
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

        @Schema(description = "in code or configuration: it cannot be changed or deleted here")
        boolean declared,

        @Schema(allowableValues = {"active", "paused"}) String state,

        @Schema(description = "the next tick; missing while it is paused") @Nullable
        Instant next,

        @Schema(description = "the tick that was sent last") @Nullable
        Instant last,

        @Schema(description = "the task of that tick") @Nullable
        String lastTaskId,

        @Schema(description = "a tick that is sent when that task has ended") @Nullable
        Instant queued,

        @Schema(description = "how many ticks were sent") long sent) {

    /** Where and when the sun does it. */
    @Schema(name = "SolarView")
    public record Solar(String event, double latitude, double longitude) {

        static Solar of(io.apium.schedule.Solar timetable) {
            return new Solar(Words.of(timetable.event()), timetable.latitude(), timetable.longitude());
        }
    }

    /** What a client would have to say so that the schedule is as it is. */
    JsonNode asAsked() {
        ObjectNode form = (ObjectNode) Json.tree(this);
        form.remove(List.of("declared", "state", "next", "last", "lastTaskId", "queued", "sent"));
        return form.put("paused", state.equals("paused"));
    }

    static ScheduleView of(Beat beat) {
        Schedule schedule = beat.schedule();
        Timetable timetable = schedule.timetable();
        TaskId lastTask = beat.lastTask();
        return new ScheduleView(
                schedule.name(),
                schedule.work().task(),
                schedule.work().args().isEmpty() ? null : schedule.work().args(),
                schedule.work().kwargs().isEmpty() ? null : schedule.work().kwargs(),
                OptionsWriter.write(schedule.work().options()),
                timetable instanceof Interval interval ? interval.every().toString() : null,
                timetable instanceof Crontab crontab ? crontab.expression() : null,
                timetable instanceof Crontab crontab ? crontab.zone().getId() : null,
                timetable instanceof io.apium.schedule.Solar sun ? Solar.of(sun) : null,
                timetable instanceof Once once ? once.at() : null,
                Words.of(schedule.overlap()),
                Words.of(schedule.catchUp()),
                schedule.declared(),
                beat.paused() ? "paused" : "active",
                beat.next(),
                beat.last(),
                lastTask == null ? null : lastTask.value(),
                beat.queued(),
                beat.sent());
    }
}

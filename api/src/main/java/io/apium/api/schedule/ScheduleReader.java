package io.apium.api.schedule;

import io.apium.api.canvas.WorkReader;
import io.apium.api.json.Place;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.canvas.Signature;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Timetable;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a schedule. */
final class ScheduleReader {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "task",
            "args",
            "kwargs",
            "options",
            "every",
            "crontab",
            "timezone",
            "solar",
            "at",
            "overlap",
            "catchUp",
            "paused");

    private final WorkReader reader;

    ScheduleReader(WorkReader reader) {
        this.reader = reader;
    }

    /** What was read. */
    record Wish(Schedule schedule, boolean paused) {}

    /**
     * @param named the name that stands in the path, or null where the JSON has it
     * @param standing the schedule that is to be changed, or null for a new one
     * @throws io.apium.api.problem.ApiException with every mistake
     */
    Wish read(Place place, @Nullable String named, @Nullable Schedule standing, Instant now) {
        Wish wish = place.isObjectOf(FIELDS) ? wish(place, named, standing, now) : null;
        place.refuseMistakes();
        return Objects.requireNonNull(wish, "a schedule was not read, and no mistake was noted");
    }

    private @Nullable Wish wish(Place place, @Nullable String named, @Nullable Schedule standing, Instant now) {
        String name = name(place, named);
        Signature work = reader.scheduled(place, now);
        Timetable timetable = new TimetableReader(now, standing == null ? null : standing.timetable()).read(place);
        Overlap overlap = place.field("overlap", at -> at.oneOf(Overlap.values(), Words::of));
        CatchUp catchUp = place.field("catchUp", at -> at.oneOf(CatchUp.values(), Words::of));
        Boolean paused = place.field("paused", Place::truth);
        if (overlap != null
                && overlap != Overlap.ALLOW
                && work != null
                && work.options().reply().ignoreResult()) {
            place.wrong(
                    "overlap", "is allow where the result is ignored, since nobody knows then when a task has ended");
            return null;
        }
        if (name == null || work == null || timetable == null) {
            return null;
        }
        try {
            Schedule schedule = new Schedule(
                    name,
                    work,
                    timetable,
                    overlap == null ? Overlap.ALLOW : overlap,
                    catchUp == null ? CatchUp.LAST : catchUp,
                    false);
            return new Wish(schedule, paused != null && paused);
        } catch (IllegalArgumentException malformed) {
            place.wrong("name", "is wrong: " + malformed.getMessage());
            return null;
        }
    }

    private static @Nullable String name(Place place, @Nullable String named) {
        if (named == null) {
            Place name = place.required("name");
            return name == null ? null : name.text(MessageBounds.SCHEDULE_NAME);
        }
        String given = place.field("name", at -> at.text(MessageBounds.SCHEDULE_NAME));
        if (given != null && !given.equals(named)) {
            place.wrong(
                    "name",
                    "is " + PlainText.shown(named) + ", as in the path, and cannot be changed, got: "
                            + PlainText.shown(given));
        }
        return named;
    }
}

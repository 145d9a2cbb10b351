package io.apium.api.schedule;

import io.apium.api.canvas.WorkReader;
import io.apium.api.json.JsonCursor;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.canvas.Signature;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Trigger;
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

    /** A valid schedule of a request. */
    record Wish(Schedule schedule, boolean paused) {}

    /**
     * @param named the name in the path, or null where the JSON has it
     * @param standing the schedule that is to be changed, or null for a new one
     * @throws io.apium.api.error.ApiException with every mistake
     */
    Wish read(JsonCursor cursor, @Nullable String named, @Nullable Schedule standing, Instant now) {
        Wish wish = cursor.isObjectOf(FIELDS) ? wish(cursor, named, standing, now) : null;
        cursor.refuseMistakes();
        return Objects.requireNonNull(wish, "a schedule was not read, and no mistake was noted");
    }

    private @Nullable Wish wish(JsonCursor cursor, @Nullable String named, @Nullable Schedule standing, Instant now) {
        String name = name(cursor, named);
        Signature work = reader.scheduled(cursor, now);
        Trigger trigger = new TriggerReader(now, standing == null ? null : standing.trigger()).read(cursor);
        Overlap overlap = cursor.field("overlap", at -> at.oneOf(Overlap.values(), EnumNames::of));
        CatchUp catchUp = cursor.field("catchUp", at -> at.oneOf(CatchUp.values(), EnumNames::of));
        Boolean paused = cursor.field("paused", JsonCursor::truth);
        if (overlap != null
                && overlap != Overlap.ALLOW
                && work != null
                && work.options().reply().ignoreResult()) {
            cursor.wrong(
                    "overlap", "must be allow when ignoreResult is set: the end of the previous task is then unknown");
            return null;
        }
        if (name == null || work == null || trigger == null) {
            return null;
        }
        try {
            Schedule schedule = new Schedule(
                    name,
                    work,
                    trigger,
                    overlap == null ? Overlap.ALLOW : overlap,
                    catchUp == null ? CatchUp.LAST : catchUp,
                    false);
            return new Wish(schedule, paused != null && paused);
        } catch (IllegalArgumentException malformed) {
            cursor.wrong("name", "is invalid: " + malformed.getMessage());
            return null;
        }
    }

    private static @Nullable String name(JsonCursor cursor, @Nullable String named) {
        if (named == null) {
            JsonCursor name = cursor.required("name");
            return name == null ? null : name.text(MessageBounds.SCHEDULE_NAME);
        }
        String given = cursor.field("name", at -> at.text(MessageBounds.SCHEDULE_NAME));
        if (given != null && !given.equals(named)) {
            cursor.wrong(
                    "name",
                    "must be " + PlainText.shown(named) + ", the name in the path, got: " + PlainText.shown(given));
        }
        return named;
    }
}

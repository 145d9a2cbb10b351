package io.apium.api.schedule;

import io.apium.api.bound.ApiBounds;
import io.apium.api.canvas.TimeReader;
import io.apium.api.json.JsonCursor;
import io.apium.bound.PlainText;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.SolarEvent;
import io.apium.schedule.Trigger;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trigger of a schedule.
 *
 * @param standing the stored trigger, whose run times remain when nothing changes; or null
 */
record TriggerReader(Instant now, @Nullable Trigger standing) {

    static final List<String> FORMS = List.of("every", "crontab", "solar", "at");

    private static final Duration EVERY_MIN = Duration.ofMillis(100);
    private static final Duration EVERY_MAX = Duration.ofDays(ApiBounds.SCHEDULE_INTERVAL.max());
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Nullable
    Trigger read(JsonCursor cursor) {
        List<String> forms =
                FORMS.stream().filter(form -> cursor.field(form) != null).toList();
        if (forms.size() != 1) {
            cursor.wrong("must have exactly one of every, crontab, solar and at, got: "
                    + (forms.isEmpty() ? "none" : String.join(", ", forms)));
            return null;
        }
        String form = forms.getFirst();
        JsonCursor zone = cursor.field("timezone");
        if (zone != null && !form.equals("crontab")) {
            zone.wrong("must be present with crontab, and only then");
        }
        Trigger trigger = cursor.field(form, at -> switch (form) {
            case "every" -> every(at);
            case "crontab" -> crontab(at, zone);
            case "solar" -> solar(at);
            default -> at(at);
        });
        if (trigger != null && trigger.next(now) == null) {
            cursor.wrong(form, "must have a run time in the future");
        }
        return trigger;
    }

    private @Nullable Trigger every(JsonCursor cursor) {
        Duration every = TimeReader.duration(cursor, EVERY_MIN, EVERY_MAX);
        if (every == null) {
            return null;
        }
        Instant from = standing instanceof Interval(Duration before, Instant start) && before.equals(every)
                ? start
                : now.truncatedTo(ChronoUnit.MILLIS);
        return valid(cursor, () -> new Interval(every, from));
    }

    private static @Nullable Trigger crontab(JsonCursor cursor, @Nullable JsonCursor zone) {
        String expression = cursor.text(ApiBounds.CRONTAB);
        ZoneId where = zone == null ? UTC : zone(zone);
        return expression == null || where == null ? null : valid(cursor, () -> new Crontab(expression, where));
    }

    private static @Nullable ZoneId zone(JsonCursor cursor) {
        String name = cursor.text(ApiBounds.ZONE);
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            cursor.wrong("must be a time zone such as Europe/Berlin, got: " + PlainText.shown(name));
            return null;
        }
    }

    private static @Nullable Trigger solar(JsonCursor cursor) {
        if (!cursor.isObjectOf(Set.of("event", "latitude", "longitude"))) {
            return null;
        }
        JsonCursor event = cursor.required("event");
        JsonCursor latitude = cursor.required("latitude");
        JsonCursor longitude = cursor.required("longitude");
        SolarEvent.Event what = event == null ? null : event.oneOf(SolarEvent.Event.values(), EnumNames::of);
        Double north = latitude == null ? null : degrees(latitude, 90);
        Double east = longitude == null ? null : degrees(longitude, 180);
        return what == null || north == null || east == null
                ? null
                : valid(cursor, () -> new SolarEvent(what, north, east));
    }

    private static @Nullable Double degrees(JsonCursor cursor, int most) {
        BigDecimal degrees = cursor.decimal();
        if (degrees == null) {
            return null;
        }
        if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            cursor.wrong("must be a number of degrees from -" + most + " to " + most + ", got: " + degrees);
            return null;
        }
        return degrees.doubleValue();
    }

    private @Nullable Trigger at(JsonCursor cursor) {
        Instant at = new TimeReader(now).instant(cursor);
        return at == null ? null : new OneTime(at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static @Nullable Trigger valid(JsonCursor cursor, Supplier<Trigger> trigger) {
        try {
            return trigger.get();
        } catch (IllegalArgumentException malformed) {
            cursor.wrong("is invalid: " + malformed.getMessage());
            return null;
        }
    }
}

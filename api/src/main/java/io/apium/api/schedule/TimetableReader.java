package io.apium.api.schedule;

import io.apium.api.ApiBounds;
import io.apium.api.canvas.Moments;
import io.apium.api.json.Place;
import io.apium.bound.PlainText;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Once;
import io.apium.schedule.Solar;
import io.apium.schedule.Timetable;
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
 * Reads when a schedule ticks.
 *
 * @param standing what it was before, whose ticks are kept if nothing changes; or null
 */
record TimetableReader(Instant now, @Nullable Timetable standing) {

    static final List<String> FORMS = List.of("every", "crontab", "solar", "at");

    private static final Duration EVERY_MIN = Duration.ofMillis(100);
    private static final Duration EVERY_MAX = Duration.ofDays(ApiBounds.SCHEDULE_INTERVAL.max());
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Nullable
    Timetable read(Place place) {
        List<String> forms =
                FORMS.stream().filter(form -> place.field(form) != null).toList();
        if (forms.size() != 1) {
            place.wrong("has one of every, crontab, solar and at, got: "
                    + (forms.isEmpty() ? "none" : String.join(", ", forms)));
            return null;
        }
        String form = forms.getFirst();
        Place zone = place.field("timezone");
        if (zone != null && !form.equals("crontab")) {
            zone.wrong("is given together with crontab, and only then");
        }
        Timetable timetable = place.field(form, at -> switch (form) {
            case "every" -> every(at);
            case "crontab" -> crontab(at, zone);
            case "solar" -> solar(at);
            default -> at(at);
        });
        if (timetable != null && timetable.next(now) == null) {
            place.wrong(form, "has no tick that is still to come");
        }
        return timetable;
    }

    private @Nullable Timetable every(Place place) {
        Duration every = Moments.duration(place, EVERY_MIN, EVERY_MAX);
        if (every == null) {
            return null;
        }
        Instant from = standing instanceof Interval(Duration before, Instant start) && before.equals(every)
                ? start
                : now.truncatedTo(ChronoUnit.MILLIS);
        return valid(place, () -> new Interval(every, from));
    }

    private static @Nullable Timetable crontab(Place place, @Nullable Place zone) {
        String expression = place.text(ApiBounds.CRONTAB);
        ZoneId where = zone == null ? UTC : zone(zone);
        return expression == null || where == null ? null : valid(place, () -> new Crontab(expression, where));
    }

    private static @Nullable ZoneId zone(Place place) {
        String name = place.text(ApiBounds.ZONE);
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            place.wrong("is a time zone such as Europe/Berlin, got: " + PlainText.shown(name));
            return null;
        }
    }

    private static @Nullable Timetable solar(Place place) {
        if (!place.isObjectOf(Set.of("event", "latitude", "longitude"))) {
            return null;
        }
        Place event = place.required("event");
        Place latitude = place.required("latitude");
        Place longitude = place.required("longitude");
        Solar.Event what = event == null ? null : event.oneOf(Solar.Event.values(), Words::of);
        Double north = latitude == null ? null : degrees(latitude, 90);
        Double east = longitude == null ? null : degrees(longitude, 180);
        return what == null || north == null || east == null ? null : valid(place, () -> new Solar(what, north, east));
    }

    private static @Nullable Double degrees(Place place, int most) {
        BigDecimal degrees = place.decimal();
        if (degrees == null) {
            return null;
        }
        if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            place.wrong("is a number of degrees from -" + most + " to " + most + ", got: " + degrees);
            return null;
        }
        return degrees.doubleValue();
    }

    private @Nullable Timetable at(Place place) {
        Instant at = new Moments(now).instant(place);
        return at == null ? null : new Once(at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static @Nullable Timetable valid(Place place, Supplier<Timetable> timetable) {
        try {
            return timetable.get();
        } catch (IllegalArgumentException malformed) {
            place.wrong("is wrong: " + malformed.getMessage());
            return null;
        }
    }
}

package io.apium.schedule;

import io.apium.bound.SaturatingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;
import org.shredzone.commons.suncalc.SunTimes.Twilight;

/**
 * Runs at a solar event at a place at sea level: Celery's nine events, computed by commons-suncalc to about half a
 * minute, and to a few minutes on days when a polar day or night begins or ends.
 *
 * <p>Each event is computed once for each day of the place's mean solar time, a day that begins half a day away from
 * the usual hour of the event. The time is rounded to full seconds. So a run time does not depend on where the search
 * starts. A day without the event has no run time.
 *
 * @param event one of Celery's nine
 * @param latitude degrees, north of the equator positive, -90 to 90
 * @param longitude degrees, east of Greenwich positive, -180 to 180
 */
public record SolarEvent(Event event, double latitude, double longitude) implements Trigger {

    /** At the poles the sun rises once a year. */
    private static final int DAYS_MAX = 370;

    private static final Duration DAY = Duration.ofDays(1);
    private static final long SECONDS_A_DEGREE = DAY.toSeconds() / 360;

    /** Celery's names, in capitals; the heights are those of the sun's centre. */
    public enum Event {
        /** At 18 degrees below the horizon. */
        DAWN_ASTRONOMICAL(Motion.RISE, Twilight.ASTRONOMICAL),
        /** At 12 degrees below the horizon. */
        DAWN_NAUTICAL(Motion.RISE, Twilight.NAUTICAL),
        /** At 6 degrees below the horizon. */
        DAWN_CIVIL(Motion.RISE, Twilight.CIVIL),
        /** The sun's upper edge becomes visible, through air that bends its light by 34 minutes of arc. */
        SUNRISE(Motion.RISE, Twilight.VISUAL),
        /** The sun is at its highest, above or below the horizon. */
        SOLAR_NOON(Motion.PASS, Twilight.VISUAL),
        SUNSET(Motion.SET, Twilight.VISUAL),
        DUSK_CIVIL(Motion.SET, Twilight.CIVIL),
        DUSK_NAUTICAL(Motion.SET, Twilight.NAUTICAL),
        DUSK_ASTRONOMICAL(Motion.SET, Twilight.ASTRONOMICAL);

        private final Motion motion;
        private final Twilight twilight;

        Event(Motion motion, Twilight twilight) {
            this.motion = motion;
            this.twilight = twilight;
        }
    }

    private enum Motion {
        RISE(-6),
        PASS(0),
        SET(6);

        private final long dayStartsAt;

        Motion(int hour) {
            this.dayStartsAt = Duration.ofHours(hour).toSeconds();
        }
    }

    public SolarEvent {
        check("latitude", latitude, 90);
        check("longitude", longitude, 180);
    }

    @Override
    public @Nullable Instant next(Instant moment) {
        long dayStartsAt = event.motion.dayStartsAt - Math.round(longitude * SECONDS_A_DEGREE);
        Instant after = SaturatingTime.clamp(moment);
        long today = Math.floorDiv(after.getEpochSecond() - dayStartsAt, DAY.toSeconds());
        for (long day = today; day < today + DAYS_MAX; day++) {
            Instant tick = tick(Instant.ofEpochSecond(day * DAY.toSeconds() + dayStartsAt));
            if (tick != null && tick.isAfter(after)) {
                return tick.isAfter(SaturatingTime.LATEST) ? null : tick;
            }
        }
        return null;
    }

    private @Nullable Instant tick(Instant dayStart) {
        SunTimes.Parameters sun = SunTimes.compute()
                .on(dayStart.atZone(ZoneOffset.UTC))
                .limit(DAY)
                .twilight(event.twilight);
        ZonedDateTime time = switch (event.motion) {
            case RISE -> sun.at(latitude, longitude).execute().getRise();
            // noon is the same on the whole meridian, and inaccurate only near the poles
            case PASS -> sun.at(0, longitude).execute().getNoon();
            case SET -> sun.at(latitude, longitude).execute().getSet();
        };
        return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void check(String name, double degrees, int max) {
        if (!(Math.abs(degrees) <= max)) {
            throw new IllegalArgumentException(
                    name + " must be a number of degrees from -" + max + " to " + max + ", got: " + degrees);
        }
    }
}

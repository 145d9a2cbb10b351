package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.schedule.SolarEvent.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolarEventTest {

    private static final double[][] PLACES = {{52.5, 13.4}, {-31.55, 159.08}, {78.2, 15.6}, {-77.85, 166.67}, {0, -180}
    };

    @ParameterizedTest
    @EnumSource(Event.class)
    void a_tick_is_the_same_from_wherever_it_is_looked_for(Event event) {
        SplittableRandom random = new SplittableRandom(event.name().hashCode());
        for (double[] place : PLACES) {
            SolarEvent solarEvent = new SolarEvent(event, place[0], place[1]);
            Instant start = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextLong(40_000_000));
            List<Instant> ticks = EveryMinute.ticks(solarEvent, start, start.plus(Duration.ofDays(400)));

            assertThat(ticks).isNotEmpty().isSorted().doesNotHaveDuplicates();
            for (int i = 1; i < ticks.size(); i++) {
                Instant before = ticks.get(i - 1);
                Instant tick = ticks.get(i);
                long distance = Duration.between(before, tick).toMillis();
                Instant between = before.plusMillis(random.nextLong(distance));
                assertThat(List.of(solarEvent.next(between), solarEvent.next(tick.minusMillis(1))))
                        .as("%s between %s and %s", solarEvent, before, tick)
                        .containsOnly(tick);
                assertThat(distance).as("no two of them on one day").isGreaterThan(22 * 3_600_000);
                assertThat(tick).isEqualTo(tick.truncatedTo(ChronoUnit.SECONDS));
            }
        }
    }

    @Test
    void every_day_of_the_year_has_a_sunrise_in_berlin() {
        SolarEvent sunrise = new SolarEvent(Event.SUNRISE, 52.5, 13.4);
        Instant start = Instant.parse("2024-01-01T00:00:00Z");

        assertThat(EveryMinute.ticks(sunrise, start, Instant.parse("2024-12-31T23:59:59Z")))
                .hasSize(366);
    }

    @Test
    void the_events_of_a_day_come_in_their_order() {
        Instant moment = Instant.parse("2024-03-20T00:00:00Z");
        List<Instant> day = new ArrayList<>();
        for (Event event : Event.values()) {
            day.add(new SolarEvent(event, 52.5, 13.4).next(moment));
        }

        assertThat(day).isSorted().doesNotHaveDuplicates();
        assertThat(Duration.between(day.getFirst(), day.getLast())).isLessThan(Duration.ofHours(17));
    }

    @Test
    void a_polar_day_has_no_sunset_and_a_polar_night_no_sunrise() {
        SolarEvent sunset = new SolarEvent(Event.SUNSET, 69.65, 18.96);
        SolarEvent sunrise = new SolarEvent(Event.SUNRISE, 69.65, 18.96);

        assertThat(sunset.next(Instant.parse("2024-05-25T00:00:00Z")))
                .isBetween(Instant.parse("2024-07-25T00:00:00Z"), Instant.parse("2024-07-28T00:00:00Z"));
        assertThat(sunrise.next(Instant.parse("2024-12-01T00:00:00Z")))
                .isBetween(Instant.parse("2025-01-13T00:00:00Z"), Instant.parse("2025-01-17T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {90, -90})
    void at_a_pole_the_sun_rises_once_a_year_and_has_a_noon_each_day(double latitude) {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        Instant end = start.plus(Duration.ofDays(366));

        assertThat(EveryMinute.ticks(new SolarEvent(Event.SUNRISE, latitude, 0), start, end))
                .hasSize(1);
        assertThat(EveryMinute.ticks(new SolarEvent(Event.SUNSET, latitude, 0), start, end))
                .hasSize(1);
        assertThat(EveryMinute.ticks(new SolarEvent(Event.SOLAR_NOON, latitude, 0), start, end))
                .hasSize(366);
    }

    @ParameterizedTest
    @CsvSource({
        "90.1, 0, latitude",
        "-91, 0, latitude",
        "NaN, 0, latitude",
        "0, 180.5, longitude",
        "0, -Infinity, longitude"
    })
    void a_place_that_is_not_on_earth_is_refused(double latitude, double longitude, String which) {
        assertThatThrownBy(() -> new SolarEvent(Event.SUNRISE, latitude, longitude))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(which + " must be a number of degrees from -")
                .hasMessageEndingWith("got: " + (which.equals("latitude") ? latitude : longitude));
    }
}

package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Havana",
            "Pacific/Apia");
    private static final List<String> MINUTES = List.of("*", "0", "30", "*/15", "59", "50-10/5", "7,37");
    private static final List<String> HOURS =
            List.of("*", "0-23", "*/1", "2", "1-3", "0", "*/2", "22-3", "23,0,1", "1");
    private static final List<String> DAYS = List.of("* * *", "* * sun", "*/2 * *", "* * mon-sat", "25-31 * *");

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    60 * * * *        ; the minute of a crontab  ; '60'
                    -5 * * * *        ; the minute of a crontab  ; '-5'
                    5/10 * * * *      ; the minute of a crontab  ; '5/10'
                    */0 * * * *       ; the minute of a crontab  ; '*/0'
                    1,,2 * * * *      ; the minute of a crontab  ; '1,,2'
                    1, * * * *        ; the minute of a crontab  ; '1,'
                    1-2-3 * * * *     ; the minute of a crontab  ; '1-2-3'
                    999999999 * * * * ; the minute of a crontab  ; '999999999'
                    0 24 * * *        ; the hour of a crontab    ; '24'
                    0 0|1 * * *       ; the hour of a crontab    ; '0|1'
                    0 0 0 * *         ; the day of month         ; '0'
                    0 0 L * *         ; the day of month         ; 'L'
                    0 0 * 13 *        ; the month of a crontab   ; '13'
                    0 0 * ja *        ; the month of a crontab   ; 'ja'
                    0 0 * * 8         ; the day of week          ; '8'
                    0 0 * * jan       ; the day of week          ; 'jan'
                    0 0 * * 1#2       ; the day of week          ; '1#2'
                    0 0 * *           ; a crontab must have five fields ; '0 0 * *'
                    0 0 * * * *       ; a crontab must have five fields ; '0 0 * * * *'
                    @reboot           ; a crontab must have five fields ; '@reboot'
                    0 0 30 2 *        ; must match a day that exists   ; '0 0 30 2 *'
                    0 0 31 apr,jun *  ; must match a day that exists   ; '0 0 31 apr,jun *'
                    """, quoteCharacter = '"')
    void a_wrong_crontab_is_told_which_field_is_wrong(String expression, String what, String which) {
        assertThatThrownBy(() -> new Crontab(expression, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageEndingWith("got: " + which);
    }

    @Test
    void an_endless_crontab_is_refused() {
        assertThatThrownBy(() -> new Crontab("1,".repeat(600) + "1 * * * *", BERLIN))
                .hasMessageContaining("at most 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 * * 0", "0 0 * * 7", "0 0 * * SUN", "0 0 * * Sunday", " 00  0 *\t* 7-7 ", "@weekly"})
    void sunday_has_many_names(String expression) {
        Crontab sundays = new Crontab(expression, ZoneOffset.UTC);

        assertThat(sundays.next(Instant.parse("2024-01-01T00:00:00Z"))).isEqualTo("2024-01-07T00:00:00Z");
    }

    @Test
    void one_day_in_a_leap_year_is_found_over_decades() {
        Crontab rare = new Crontab("0 0 29 2 mon", ZoneOffset.UTC);

        assertThat(rare.next(Instant.parse("2044-02-29T00:00:00Z"))).isEqualTo("2072-02-29T00:00:00Z");
    }

    /** Any crontab of each kind around any change of the clock gives the minutes that trying every minute gives. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ticks_are_those_that_trying_every_minute_finds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            ZoneId zone = ZoneId.of(any(ZONES, random));
            Crontab crontab =
                    new Crontab(any(MINUTES, random) + " " + any(HOURS, random) + " " + any(DAYS, random), zone);
            Instant year = Instant.parse("2011-12-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(5000)));
            var change = zone.getRules().nextTransition(year);
            Instant from = (change == null ? year : change.getInstant()).minusSeconds(random.nextInt(2 * 86_400));
            Instant to = from.plus(Duration.ofDays(3));

            EveryMinute expected = new EveryMinute(crontab);

            assertThat(EveryMinute.ticks(crontab, from, to))
                    .as("%s after %s, seed %d", crontab, from, seed)
                    .isEqualTo(expected.between(from, to));
        }
    }

    @Test
    void the_latest_of_many_missed_ticks_is_found_at_once() {
        Crontab minutes = new Crontab("* 8-17 * * mon-fri", BERLIN);
        Instant first = minutes.next(Instant.parse("2001-01-01T00:00:00Z"));

        assertThat(minutes.latest(first, Instant.parse("2024-10-27T12:00:00Z"))).isEqualTo("2024-10-25T15:59:00Z");
        assertThat(minutes.latest(first, first)).isEqualTo(first);
        assertThat(minutes.latest(first, first.minusSeconds(1))).isEqualTo(first);
    }

    @Test
    void two_crontabs_are_the_same_when_they_read_the_same() {
        assertThat(new Crontab("0 0 * * *", BERLIN)).isEqualTo(new Crontab("0 0 * * *", BERLIN));
        assertThat(new Crontab("0 0 * * *", BERLIN)).isNotEqualTo(new Crontab("0 0 * * *", ZoneOffset.UTC));
    }

    private static String any(List<String> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}

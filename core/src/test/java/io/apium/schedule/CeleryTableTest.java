package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.apium.schedule.CeleryTable.Row;
import io.apium.schedule.SolarEvent.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our timetables beside Celery's. */
class CeleryTableTest {

    private static final List<Row> CRONTABS = CeleryTable.read("crontab.tsv");
    private static final List<Row> SUNS = CeleryTable.read("solar.tsv");
    private static final Duration CLOSE = Duration.ofSeconds(30);

    @TestFactory
    Stream<DynamicTest> a_crontab_ticks_when_celerys_does_but_where_it_says_why() {
        return CRONTABS.stream()
                .map(row -> dynamicTest(row.toString(), () -> {
                    List<Instant> ours = row.ours(() -> new Crontab(row.expression(), row.zone()));

                    assertThat(ours).isEqualTo(row.expected());
                    assertThat(ours.equals(row.celerys()))
                            .as("it is told apart only where it is different")
                            .isEqualTo(row.isSame());
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_sun_ticks_when_celerys_does_but_where_it_says_why() {
        return SUNS.stream()
                .map(row -> dynamicTest(row.toString(), () -> {
                    String[] words = row.expression().split(" ", -1);
                    Event event = Event.valueOf(words[0].toUpperCase(Locale.ROOT));

                    List<Instant> ours = row.ours(
                            () -> new SolarEvent(event, Double.parseDouble(words[1]), Double.parseDouble(words[2])));

                    assertThat(isClose(ours, row.expected())).as("%s", ours).isTrue();
                    assertThat(isClose(ours, row.celerys()))
                            .as("it is told apart only where it is different")
                            .isEqualTo(row.isSame());
                }));
    }

    @Test
    void the_table_is_long_and_knows_both_nights_of_three_zones() {
        Set<String> nights = new HashSet<>();
        for (Row row : CRONTABS) {
            var change = row.zone().getRules().nextTransition(row.from());
            if (change != null && change.getInstant().isBefore(row.from().plusSeconds(86_400))) {
                nights.add(row.zone() + (change.isGap() ? " forward" : " back"));
            }
        }

        assertThat(CRONTABS).hasSizeGreaterThan(100);
        assertThat(CRONTABS.stream().filter(Row::isSame)).hasSizeGreaterThan(90);
        assertThat(nights)
                .contains("Europe/Berlin forward", "Europe/Berlin back")
                .contains("America/New_York forward", "America/New_York back")
                .contains("Australia/Lord_Howe forward", "Australia/Lord_Howe back");
    }

    private static boolean isClose(List<Instant> some, List<Instant> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (Duration.between(some.get(i), others.get(i)).abs().compareTo(CLOSE) > 0) {
                return false;
            }
        }
        return true;
    }
}

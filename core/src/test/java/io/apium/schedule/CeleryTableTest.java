package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our crontabs beside Celery's: golden/crontab.tsv, whose column of Celery's was written by Celery (crontab_table.py). */
class CeleryTableTest {

    private static final List<Row> ROWS = rows();

    @TestFactory
    Stream<DynamicTest> a_crontab_ticks_when_celerys_does_but_where_it_says_why() {
        return ROWS.stream()
                .map(row -> dynamicTest(row.expression + " in " + row.zone + " from " + row.moment, () -> {
                    String ours = ours(row);

                    assertThat(ours).isEqualTo(row.isSame() ? row.celerys : row.ours);
                    assertThat(row.isSame() || !row.why.isBlank())
                            .as("a difference is explained")
                            .isTrue();
                    assertThat(row.ours).as("what is called different is").isNotEqualTo(row.celerys);
                }));
    }

    @Test
    void the_table_is_long_enough_and_knows_both_nights_of_three_zones() {
        Set<String> nights = new HashSet<>();
        for (Row row : ROWS) {
            ZoneId zone = ZoneId.of(row.zone);
            Instant moment = OffsetDateTime.parse(row.moment).toInstant();
            var change = zone.getRules().nextTransition(moment);
            if (change != null && change.getInstant().isBefore(moment.plusSeconds(86_400))) {
                nights.add(row.zone + (change.isGap() ? " forward" : " back"));
            }
        }

        assertThat(ROWS).hasSizeGreaterThan(80);
        assertThat(ROWS.stream().filter(Row::isSame)).hasSizeGreaterThan(60);
        assertThat(nights)
                .contains("Europe/Berlin forward", "Europe/Berlin back")
                .contains("America/New_York forward", "America/New_York back")
                .contains("Australia/Lord_Howe forward", "Australia/Lord_Howe back");
    }

    /** As many ticks as Celery's column has, in its form. */
    private static String ours(Row row) {
        ZoneId zone = ZoneId.of(row.zone);
        Crontab crontab;
        try {
            crontab = new Crontab(row.expression, zone);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("crontab");
            return "refused";
        }
        List<String> ticks = new ArrayList<>();
        Instant tick = OffsetDateTime.parse(row.moment).toInstant();
        while (ticks.size() < 4) {
            tick = Objects.requireNonNull(crontab.next(tick));
            OffsetDateTime local = tick.atZone(zone).toOffsetDateTime();
            ticks.add(local.toString().replace("Z", "+00:00"));
        }
        return String.join(" ", ticks);
    }

    private static List<Row> rows() {
        try (InputStream table = CeleryTableTest.class.getResourceAsStream("/golden/crontab.tsv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the table could not be read", e);
        }
    }

    private record Row(String expression, String zone, String moment, String celerys, String ours, String why) {

        static Row of(String line) {
            String[] cells = line.split("\t", 6);
            return new Row(cells[0], cells[1], cells[2], refusal(cells[3]), cell(cells, 4), cell(cells, 5));
        }

        boolean isSame() {
            return ours.isEmpty();
        }

        private static String cell(String[] cells, int index) {
            return index < cells.length ? cells[index] : "";
        }

        /** Both refuse it, each in its own words. */
        private static String refusal(String celerys) {
            return celerys.startsWith("refused") ? "refused" : celerys;
        }
    }
}

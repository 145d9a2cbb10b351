package io.apium.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The tables in which Celery has filled in its own column (timetables.py). */
final class CeleryTable {

    private static final int TICKS = 4;

    private CeleryTable() {}

    static List<Row> read(String name) {
        try (InputStream table = CeleryTable.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(table, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(CeleryTable::row)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(name + " could not be read", e);
        }
    }

    private static Row row(String line) {
        List<String> cells = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
        while (cells.size() < 6) {
            cells.add("");
        }
        return new Row(
                cells.get(0),
                ZoneId.of(cells.get(1)),
                cells.get(2),
                ticks(cells.get(3)),
                ticks(cells.get(4)),
                cells.get(5));
    }

    /** None where it is refused, each in its own words. */
    private static List<Instant> ticks(String cell) {
        return cell.isEmpty() || cell.startsWith("refused")
                ? List.of()
                : Arrays.stream(cell.split(" ", -1))
                        .map(tick -> OffsetDateTime.parse(tick).toInstant())
                        .toList();
    }

    /**
     * One row.
     *
     * @param celerys Celery's first ticks after the moment
     * @param different ours, where {@code why} says that they are others
     */
    record Row(
            String expression, ZoneId zone, String moment, List<Instant> celerys, List<Instant> different, String why) {

        boolean isSame() {
            return why.isEmpty();
        }

        List<Instant> expected() {
            return isSame() ? celerys : different;
        }

        Instant from() {
            return OffsetDateTime.parse(moment).toInstant();
        }

        List<Instant> ours(Supplier<Trigger> made) {
            Trigger trigger;
            try {
                trigger = made.get();
            } catch (IllegalArgumentException e) {
                return List.of();
            }
            List<Instant> ticks = new ArrayList<>();
            Instant tick = from();
            while (ticks.size() < TICKS) {
                tick = Objects.requireNonNull(trigger.next(tick));
                ticks.add(tick);
            }
            return ticks;
        }

        @Override
        public String toString() {
            return expression + " in " + zone + " from " + moment;
        }
    }
}

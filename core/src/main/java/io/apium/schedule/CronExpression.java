package io.apium.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The five fields together, as a function of the times that a clock shows. The calendar is cron-utils', in UTC, where every
 * such time comes once: so that no daylight saving is made up for but ours.
 */
final class CronExpression {

    private static final int LENGTH_MAX = 1_000;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    /** All fields must match, as Celery has it; a Unix cron takes a day that either of its two fields of days allows. */
    private static final CronDefinition ALL_FIELDS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 6)
            .withMondayDoWValue(1)
            .and()
            .matchDayOfWeekAndDayOfMonth()
            .instance();

    /** From here on the 29th of February meets every day of the week within the hundred years that are looked through. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ExecutionTime calendar;
    private final boolean everyHour;

    private CronExpression(ExecutionTime calendar, boolean everyHour) {
        this.calendar = calendar;
        this.everyHour = everyHour;
    }

    /** @throws IllegalArgumentException when it is no crontab, with the field that is to blame */
    static CronExpression of(String text) {
        List<String> fields =
                List.of(SPACES.split(NICKNAMES.getOrDefault(text, text).strip(), CronField.values().length + 1));
        if (text.length() > LENGTH_MAX || fields.size() != CronField.values().length) {
            throw new IllegalArgumentException(
                    "a crontab has five fields (minute, hour, day of month, month, day of week)" + " in at most "
                            + LENGTH_MAX + " characters, or is a name such as @daily, got: '" + text + "'");
        }
        boolean everyHour = false;
        StringJoiner plain = new StringJoiner(" ");
        Iterator<String> field = fields.iterator();
        for (CronField kind : CronField.values()) {
            SortedSet<Integer> numbers = kind.numbers(field.next());
            plain.add(kind.plain(numbers));
            everyHour |= kind == CronField.HOUR && kind.isAll(numbers);
        }
        ExecutionTime calendar = ExecutionTime.forCron(new CronParser(ALL_FIELDS).parse(plain.toString()));
        return new CronExpression(calendar, everyHour);
    }

    /** Whether there is a day that it allows. */
    boolean isPossible() {
        return next(ANY_TIME) != null;
    }

    boolean isEveryHour() {
        return everyHour;
    }

    /** The first full minute after {@code local} that fits, or null when there is none in a hundred years. */
    @Nullable
    LocalDateTime next(LocalDateTime local) {
        ZonedDateTime minute = local.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC);
        return calendar.nextExecution(minute)
                .map(ZonedDateTime::toLocalDateTime)
                .orElse(null);
    }
}

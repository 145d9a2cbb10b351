package io.apium.schedule;

import io.apium.bound.MessageBounds;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The five fields of a crontab, all of which a local time must match. Each is a set of numbers, as bits. */
record CronExpression(long minutes, long hours, long daysOfMonth, long months, long daysOfWeek) {

    private static final int LENGTH_MAX = MessageBounds.CRONTAB.intMax();
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final long EVERY_HOUR = (1L << 24) - 1;

    /** The 29th of February on a given day of the week recurs within 40 years. */
    private static final int YEARS_MAX = 40;

    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    /** @throws IllegalArgumentException with the invalid field, when the text is not a crontab */
    static CronExpression of(String text) {
        String[] fields = SPACES.split(NICKNAMES.getOrDefault(text, text).strip(), -1);
        if (text.length() > LENGTH_MAX || fields.length != CronField.values().length) {
            throw new IllegalArgumentException(
                    "a crontab must have five fields (minute, hour, day of month, month, day of week)" + " in at most "
                            + LENGTH_MAX + " characters, or be a name such as @daily, got: '" + text + "'");
        }
        Iterator<String> next = Arrays.asList(fields).iterator();
        return new CronExpression(
                CronField.MINUTE.numbers(next.next()),
                CronField.HOUR.numbers(next.next()),
                CronField.DAY_OF_MONTH.numbers(next.next()),
                CronField.MONTH.numbers(next.next()),
                CronField.DAY_OF_WEEK.numbers(next.next()));
    }

    boolean isEveryHour() {
        return hours == EVERY_HOUR;
    }

    boolean matches(LocalDateTime local) {
        return has(minutes, local.getMinute()) && has(hours, local.getHour()) && matches(local.toLocalDate());
    }

    /** The first full minute after {@code local} that matches, or null when there is no such day. */
    @Nullable
    LocalDateTime next(LocalDateTime local) {
        LocalDateTime minute = local.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate day = minute.toLocalDate();
        LocalTime today = matches(day) ? from(minute.toLocalTime()) : null;
        if (today != null) {
            return day.atTime(today);
        }
        LocalDate end = day.plusYears(YEARS_MAX);
        do {
            day = has(months, day.getMonthValue())
                    ? day.plusDays(1)
                    : day.withDayOfMonth(1).plusMonths(1);
        } while (!matches(day) && !day.isAfter(end));
        return matches(day) ? day.atTime(from(LocalTime.MIN)) : null;
    }

    private boolean matches(LocalDate day) {
        return has(months, day.getMonthValue())
                && has(daysOfMonth, day.getDayOfMonth())
                && has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
    }

    private @Nullable LocalTime from(LocalTime time) {
        int minute = next(minutes, time.getMinute());
        if (has(hours, time.getHour()) && minute < Long.SIZE) {
            return LocalTime.of(time.getHour(), minute);
        }
        int hour = next(hours, time.getHour() + 1);
        return hour < Long.SIZE ? LocalTime.of(hour, next(minutes, 0)) : null;
    }

    private static boolean has(long numbers, int number) {
        return (numbers >> number & 1) == 1;
    }

    /** The first of {@code numbers} that is at min {@code min}, or 64. */
    private static int next(long numbers, int min) {
        return Long.numberOfTrailingZeros(numbers & -1L << min);
    }
}

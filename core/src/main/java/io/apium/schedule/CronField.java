package io.apium.schedule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a crontab, in order. Each is read as Celery reads it and stored as a set of numbers, as bits. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "january february march april may june july august september october november december"),
    DAY_OF_WEEK("day of week", 0, 6, "sunday monday tuesday wednesday thursday friday saturday");

    private static final Pattern PART = Pattern.compile(
            "(?:\\*|(?<from>\\w{1,9})-(?<to>\\w{1,9}))(?:/(?<step>0{0,3}[1-9]\\d{0,3}))?|(?<only>\\w{1,9})");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final int NAME_LENGTH_MIN = 3;
    private static final int SUNDAY_AS_WELL = 7;

    private final String title;
    private final int first;
    private final int last;
    private final String names;

    CronField(String title, int first, int last, String names) {
        this.title = title;
        this.first = first;
        this.last = last;
        this.names = names;
    }

    /** @throws IllegalArgumentException with the name of the field and the text */
    long numbers(String text) {
        long numbers = 0;
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw refused(text);
            }
            numbers |= part(matcher, text);
        }
        return numbers;
    }

    /** A range whose start is after its end wraps around: from Friday to Monday, from 22 to 3 o'clock. */
    private long part(Matcher matcher, String text) {
        String only = matcher.group("only");
        String step = matcher.group("step");
        String start = only == null ? matcher.group("from") : only;
        String end = only == null ? matcher.group("to") : only;
        int from = start == null ? first : number(start, text);
        int to = end == null ? last : number(end, text);
        int count = last - first + 1;
        int length = from <= to ? to - from : to - from + count;
        long numbers = 0;
        for (int i = 0; i <= length; i += step == null ? 1 : Integer.parseInt(step)) {
            numbers |= 1L << (first + (from - first + i) % count);
        }
        return numbers;
    }

    private int number(String word, String text) {
        List<String> known = SPACE.splitAsStream(names).toList();
        for (int i = 0; word.length() >= NAME_LENGTH_MIN && i < known.size(); i++) {
            if (known.get(i).startsWith(word)) {
                return first + i;
            }
        }
        int number = word.chars().allMatch(digit -> digit >= '0' && digit <= '9') ? Integer.parseInt(word) : -1;
        if (number < first || number > (this == DAY_OF_WEEK ? SUNDAY_AS_WELL : last)) {
            throw refused(text);
        }
        return number;
    }

    private IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "the " + title + " of a crontab must be * or a list of numbers from " + first
                        + " to " + last + ", of ranges such as " + first + "-" + (first + 2)
                        + ", and of steps such as */2, got: '" + text + "'");
    }
}

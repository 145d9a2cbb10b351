package io.apium.schedule;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The fields of a crontab in their order, each read as Celery reads it: as the set of its numbers. */
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
    SortedSet<Integer> numbers(String text) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw refused(text);
            }
            String only = matcher.group("only");
            String step = matcher.group("step");
            IntStream range = only == null ? range(matcher, text) : IntStream.of(number(only, text));
            int[] each = range.toArray();
            for (int i = 0; i < each.length; i += step == null ? 1 : Integer.parseInt(step)) {
                numbers.add(this == DAY_OF_WEEK ? each[i] % SUNDAY_AS_WELL : each[i]);
            }
        }
        return numbers;
    }

    /** The same in the words of any crontab. */
    String plain(SortedSet<Integer> numbers) {
        return isAll(numbers) ? "*" : numbers.stream().map(String::valueOf).collect(joining(","));
    }

    boolean isAll(SortedSet<Integer> numbers) {
        return numbers.size() == last - first + 1;
    }

    /** What begins after its end goes on at the start: from Friday to Monday, from 22 to 3 o'clock. */
    private IntStream range(Matcher matcher, String text) {
        String start = matcher.group("from");
        if (start == null) {
            return IntStream.rangeClosed(first, last);
        }
        int from = number(start, text);
        int to = number(matcher.group("to"), text);
        return from <= to
                ? IntStream.rangeClosed(from, to)
                : IntStream.concat(IntStream.rangeClosed(from, last), IntStream.rangeClosed(first, to));
    }

    private int number(String word, String text) {
        List<String> known = SPACE.splitAsStream(names).toList();
        for (int i = 0; word.length() >= NAME_LENGTH_MIN && i < known.size(); i++) {
            if (known.get(i).startsWith(word)) {
                return first + i;
            }
        }
        int number = word.chars().allMatch(Character::isDigit) ? Integer.parseInt(word) : Integer.MAX_VALUE;
        if (number < first || number > (this == DAY_OF_WEEK ? SUNDAY_AS_WELL : last)) {
            throw refused(text);
        }
        return number;
    }

    private IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("the " + title + " of a crontab is * or a list of numbers from " + first
                + " to " + last + ", of ranges such as " + first + "-" + (first + 2)
                + ", and of steps such as */2, got: '"
                + text + "'");
    }
}

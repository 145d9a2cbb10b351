package io.apium.metric;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One metric: its name and what the reference page says about it. Prometheus writes the dots as underscores and appends
 * {@code _total} to a counter and {@code _seconds} to a timer.
 *
 * @param name lower-case words with dots between them, such as {@code apium.task.completed}
 * @param tags the names of its tags, in the order of registration
 * @param unit the unit of a gauge or a summary, such as {@code bytes}; empty for a plain number
 * @param description one sentence without a full stop
 */
public record MetricSpec(String name, Kind kind, List<String> tags, String unit, String description) {

    private static final Pattern NAME = Pattern.compile("apium(\\.[a-z]+)+");

    /** The kinds of meter. */
    public enum Kind {
        COUNTER,
        GAUGE,
        TIMER,
        SUMMARY
    }

    public MetricSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a metric must be apium and lower-case words with dots between them, got: " + name);
        }
        tags = List.copyOf(tags);
    }

    public static MetricSpec counter(String name, String description, String... tags) {
        return new MetricSpec(name, Kind.COUNTER, List.of(tags), "", description);
    }

    public static MetricSpec timer(String name, String description, String... tags) {
        return new MetricSpec(name, Kind.TIMER, List.of(tags), "seconds", description);
    }

    public static MetricSpec gauge(String name, String unit, String description, String... tags) {
        return new MetricSpec(name, Kind.GAUGE, List.of(tags), unit, description);
    }
}

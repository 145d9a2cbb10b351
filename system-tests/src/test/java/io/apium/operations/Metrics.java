package io.apium.operations;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that Prometheus has for the meters of the services. */
final class Metrics {

    /** {@code registry.timer("apium.task.duration"}, {@code Gauge.builder("apium.children"}, and the like. */
    private static final Pattern METER = Pattern.compile(
            "(counter|timer|gauge|summary)(?:\\.builder)?\\(\\s*\"(apium(?:\\.[a-z]+)+)\"", Pattern.CASE_INSENSITIVE);

    private static final Pattern NAME = Pattern.compile("\\bapium_[a-z_]+");

    private Metrics() {}

    /** As the Prometheus registry writes those that the sources make. */
    static Set<String> registered(List<String> sources) {
        Set<String> names = new TreeSet<>();
        for (String source : sources) {
            METER.matcher(source)
                    .results()
                    .flatMap(meter -> names(meter.group(1), meter.group(2)))
                    .forEach(names::add);
        }
        return names;
    }

    private static Stream<String> names(String kind, String meter) {
        String name = meter.replace('.', '_');
        Stream<String> endings = switch (kind.toLowerCase(Locale.ROOT)) {
            case "counter" -> Stream.of("_total");
            case "timer" -> Stream.of("_seconds_count", "_seconds_sum", "_seconds_max", "_seconds_bucket");
            case "summary" -> Stream.of("_count", "_sum", "_max", "_bucket");
            default -> Stream.of("");
        };
        return endings.map(ending -> name + ending);
    }

    /** Metrics of a query that no service registers. */
    static List<String> unknown(String query, Set<String> registered) {
        return NAME.matcher(query)
                .results()
                .map(match -> match.group())
                .filter(Predicate.not(registered::contains))
                .toList();
    }
}

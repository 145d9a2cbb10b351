package io.apium.operations;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names that Prometheus has for the meters of the services. */
final class Metrics {

    /** {@code registry.timer("apium.odd"}, {@code Gauge.builder("apium.odd"}, and the like. */
    static final Pattern LITERAL =
            Pattern.compile("(counter|timer|gauge|summary)(?:\\.builder)?\\(\\s*\"apium", Pattern.CASE_INSENSITIVE);

    private static final Pattern NAME = Pattern.compile("\\bapium_[a-z_]+");

    private Metrics() {}

    /** As the Prometheus registry writes the declared metrics. */
    static Set<String> registered() {
        Set<String> names = new TreeSet<>();
        MetricsPage.metrics().values().stream()
                .flatMap(List::stream)
                .flatMap(MetricsPage::prometheus)
                .forEach(names::add);
        return names;
    }

    /** The metrics in a query that no service registers. */
    static List<String> unknown(String query, Set<String> registered) {
        return NAME.matcher(query)
                .results()
                .map(MatchResult::group)
                .filter(Predicate.not(registered::contains))
                .toList();
    }
}

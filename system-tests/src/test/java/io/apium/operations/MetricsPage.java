package io.apium.operations;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.apium.metric.MetricSpec;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/metrics.md}, made from every {@link MetricSpec} that a class named {@code …MetricSpecs} holds. */
final class MetricsPage {

    static final GeneratedPage PAGE = new GeneratedPage("metrics.md", "MetricsPageTest");

    private static final String HEAD = """
            # Metrics

            `GET /metrics` returns these metrics in Prometheus' format, beside those of the JVM, the process and the HTTP
            server. Prometheus writes the dots as underscores. The name of a counter ends in `_total`; a timer has
            `_seconds_count`, `_seconds_sum` and `_seconds_max`, and with percentiles or buckets enabled `_seconds_bucket`; a
            summary has `_count`, `_sum` and `_max`.

            The build compares this page with the declarations in the code, from which the command at its end writes it: do
            not edit it by hand.
            """;

    private static final Map<String, String> SERVICES = Map.of(
            "adapter", "all services",
            "gpu", "worker with devices",
            "worker", "worker",
            "scheduler", "scheduler");

    private MetricsPage() {}

    /** Every metric of the code, by the service that has it. */
    static Map<String, List<MetricSpec>> metrics() {
        Map<String, List<MetricSpec>> metrics = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.apium").stream()
                        .filter(holder -> holder.getSimpleName().endsWith("MetricSpecs"))
                        .forEach(holder -> metrics.computeIfAbsent(service(holder), _ -> new ArrayList<>())
                                .addAll(held(holder)));
        metrics.values().forEach(list -> list.sort(Comparator.comparing(MetricSpec::name)));
        return metrics;
    }

    static String text(Map<String, List<MetricSpec>> metrics) {
        StringBuilder page = new StringBuilder(HEAD);
        metrics.forEach((service, list) -> {
            page.append("\n## ").append(service).append("\n\n");
            page.append("| metric | type | tags | unit | meaning |\n|---|---|---|---|---|\n");
            list.forEach(metric -> page.append(row(metric)).append('\n'));
        });
        return PAGE.text(page);
    }

    /** The names of the metrics in Prometheus. */
    static Stream<String> prometheus(MetricSpec metric) {
        String name = metric.name().replace('.', '_');
        Stream<String> endings = switch (metric.kind()) {
            case COUNTER -> Stream.of("_total");
            case TIMER -> Stream.of("_seconds_count", "_seconds_sum", "_seconds_max", "_seconds_bucket");
            case SUMMARY -> Stream.of("_count", "_sum", "_max", "_bucket");
            case GAUGE -> Stream.of("");
        };
        return endings.map(ending -> name + ending);
    }

    private static String row(MetricSpec metric) {
        String tags = metric.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        metric.name(),
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        tags,
                        metric.unit(),
                        metric.description());
    }

    private static String service(JavaClass holder) {
        return SERVICES.getOrDefault(holder.getPackageName().split("\\.", -1)[2], "all services");
    }

    private static List<MetricSpec> held(JavaClass holder) {
        return holder.getFields().stream()
                .filter(field -> field.getRawType().isEquivalentTo(MetricSpec.class))
                .map(MetricsPage::value)
                .toList();
    }

    private static MetricSpec value(JavaField field) {
        try {
            Field found = field.reflect();
            found.setAccessible(true);
            return (MetricSpec) found.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.getFullName() + " cannot be read", e);
        }
    }
}

package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.metric.MetricSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final Map<String, List<MetricSpec>> METRICS = MetricsPage.metrics();

    @Test
    void the_page_that_is_checked_in_has_the_metrics_of_the_code() throws IOException {
        MetricsPage.PAGE.assertUpToDate(MetricsPage.text(METRICS));
    }

    @Test
    void every_module_with_metrics_is_found() {
        assertThat(METRICS).containsOnlyKeys("all services", "worker", "worker with devices", "scheduler");
        assertThat(METRICS.values().stream().flatMap(List::stream).map(MetricSpec::name))
                .contains("apium.task.completed", "apium.scheduler.lag", "apium.gpu.launches")
                .doesNotHaveDuplicates();
    }

    @Test
    void every_meter_is_registered_under_a_declared_name() {
        assertThat(Deploy.sources())
                .filteredOn(source -> !source.contains("MetricSpecs {"))
                .filteredOn(source -> Metrics.LITERAL.matcher(source).find())
                .as("use the name of a MetricSpec instead of a text")
                .isEmpty();
        assertThat("registry.counter(\"apium.task.odd\", \"task\", task)").containsPattern(Metrics.LITERAL);
    }

    @Test
    void another_description_is_another_page() {
        MetricSpec metric = MetricSpec.gauge("apium.pool.depth", "bytes", "how deep it is", "pool");

        assertThat(MetricsPage.text(Map.of("worker", List.of(metric))))
                .contains("## worker\n", "| `apium.pool.depth` | gauge | `pool` | bytes | how deep it is |");
    }
}

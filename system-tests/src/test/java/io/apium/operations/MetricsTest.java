package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private static final Set<String> REGISTERED = Metrics.registered();

    @Test
    void meters_are_found_by_whichever_way_they_are_made() {
        assertThat(REGISTERED)
                .contains(
                        "apium_task_completed_total",
                        "apium_task_execution_seconds_max",
                        "apium_pool_busy",
                        "apium_pool_children",
                        "apium_child_start_seconds_count",
                        "apium_scheduler_lag_seconds_max",
                        "apium_gpu_device_restarts_total",
                        "apium_gpu_batch_sum",
                        "apium_server_reachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/alerts.yml", "deploy/alerts-test.yml", "deploy/grafana/dashboards/apium.json"})
    void what_is_asked_for_is_registered(String file) {
        String text = Deploy.text(file);

        assertThat(text).contains("apium_");
        assertThat(Metrics.unknown(text, REGISTERED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sum(rate(apium_task_completed_totals[5m])) | apium_task_completed_totals
            apium_pool_stuck_total > 0        | apium_pool_stuck_total
            apium_scheduler_lag_max > 10      | apium_scheduler_lag_max
            """)
    void a_name_that_nobody_registers_is_found_out(String query, String name) {
        assertThat(Metrics.unknown(query, REGISTERED)).isEqualTo(List.of(name));
    }
}

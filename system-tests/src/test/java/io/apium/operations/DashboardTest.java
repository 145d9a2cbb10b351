package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DashboardTest {

    private static final String SOURCE = "prometheus";

    @Test
    void the_dashboard_can_be_drawn() {
        var dashboard = Deploy.json("deploy/grafana/dashboards/apium.json");

        assertThat(dashboard.path("panels").size()).isGreaterThan(20);
        assertThat(Dashboard.complaints(dashboard, SOURCE)).isEmpty();
    }

    @Test
    void it_is_found_and_so_is_what_it_asks() {
        var source = Deploy.list(Deploy.yaml("deploy/grafana/datasources/prometheus.yml"), "datasources")
                .getFirst();
        var provider = Deploy.list(Deploy.yaml("deploy/grafana/dashboards/apium.yml"), "providers")
                .getFirst();
        var grafana = Deploy.map(Deploy.map(Deploy.yaml("docker-compose.yml"), "services"), "grafana");

        assertThat(source.get("uid")).isEqualTo(SOURCE);
        assertThat(String.valueOf(grafana.get("volumes"))).contains("./deploy/grafana:/etc/grafana/provisioning:ro");
        assertThat(Deploy.map(provider, "options").get("path")).isEqualTo("/etc/grafana/provisioning/dashboards");
    }

    @Test
    void what_cannot_be_drawn_is_found_out() {
        var planted = JsonMapper.shared().readTree("""
                {"panels": [
                  {"id": 1, "type": "row", "title": "Tasks", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
                  {"id": 1, "type": "row", "title": "Again", "gridPos": {"x": 0, "y": 1, "w": 24, "h": 1}},
                  {"id": 2, "type": "stat", "title": "Over", "gridPos": {"x": 0, "y": 1, "w": 12, "h": 4}},
                  {"id": 3, "type": "stat", "title": "Open", "gridPos": {"x": 0, "y": 9, "w": 12, "h": 4}, "targets": [
                    {"refId": "A", "expr": "sum(up", "datasource": {"uid": "elsewhere"}}]}]}
                """);

        assertThat(Dashboard.complaints(planted, SOURCE))
                .containsExactly(
                        "panel 1 has no title, or not an id of its own",
                        "Over lies over another panel, or beside the page",
                        "Over asks nothing",
                        "Open has a query that is broken or has no name of its own: sum(up",
                        "Open asks another data source than prometheus");
    }
}

package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Map<String, Object> RULES = Deploy.yaml("deploy/alerts.yml");
    private static final Set<String> ANCHORS = Alerts.anchors(Deploy.text("docs/operations.md"));

    @Test
    void every_alert_says_what_is_wrong_and_where_to_read_what_to_do() {
        List<Map<String, Object>> alerts = Alerts.of(RULES);

        assertThat(alerts).hasSizeGreaterThan(15);
        assertThat(alerts.stream().flatMap(alert -> Alerts.complaints(alert, ANCHORS).stream()))
                .isEmpty();
    }

    @Test
    void every_alert_is_tested_both_ways() {
        Map<String, Object> tests = Deploy.yaml("deploy/alerts-test.yml");

        assertThat(Alerts.untested(Alerts.of(RULES), tests)).isEmpty();
        assertThat(Alerts.untested(List.of(Map.of("alert", "Forgotten")), tests))
                .containsExactly("Forgotten");
    }

    @Test
    void an_alert_that_says_nothing_is_found_out() {
        Map<String, Object> alert = Map.of(
                "alert", "Silent",
                "labels", Map.of("severity", "loud"),
                "annotations", Map.of("summary", "it is silent", "runbook", "docs/operations.md#loud"));

        assertThat(Alerts.complaints(alert, ANCHORS))
                .containsExactly(
                        "Silent has no description",
                        "Silent is neither critical nor a warning",
                        "Silent refers to no heading of its own",
                        "Silent has no heading in the guide");
    }

    @Test
    void prometheus_asks_services_that_there_are_and_reads_rules_that_it_is_given() {
        Map<String, Object> prometheus = Deploy.yaml("deploy/prometheus.yml");
        Map<String, Object> services = Deploy.map(Deploy.yaml("docker-compose.yml"), "services");

        assertThat(asked(prometheus)).hasSizeGreaterThan(6);
        assertThat(services).containsKeys(asked(prometheus).toArray(String[]::new));
        assertThat(services).doesNotContainKey("planted");
        assertThat(Deploy.map(services, "prometheus").get("volumes").toString())
                .contains("./deploy/prometheus.yml:/etc/prometheus/prometheus.yml")
                .contains("./deploy/alerts.yml:" + ((List<?>) prometheus.get("rule_files")).getFirst());
    }

    private static List<String> asked(Map<String, Object> prometheus) {
        return Deploy.list(prometheus, "scrape_configs").stream()
                .flatMap(job -> Deploy.list(job, "dns_sd_configs").stream())
                .flatMap(found -> ((List<?>) found.get("names")).stream())
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    @Test
    void a_heading_is_known_by_its_anchor() {
        assertThat(Alerts.anchors("# One\n\n## Two, or `three`\ntext # no\n"))
                .containsExactlyInAnyOrder("one", "two-or-three");
        assertThat(Stream.of("sizing", "servicedown")).allMatch(ANCHORS::contains);
    }
}

package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiApplication;
import io.apium.scheduler.SchedulerApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Spring Boot's management server with the token and the headers of Apium. */
@Timeout(120)
class ManagementServerTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_scheduler_listens_for_management_alone() throws Exception {
        try (RunningApplication running = RunningApplication.of(SchedulerApplication.class)
                .with("apium.broker.url", "amqp://127.0.0.1:9")
                .with("apium.redis.url", "redis://127.0.0.1:9")
                .with("management.server.port", 0)
                .with("apium.management.token", "secret")
                .with("apium.worker.enabled", false)
                .start()) {
            assertThat(StartupLine.facts(running))
                    .contains("management=http://127.0.0.1:"
                            + running.managementPort().orElseThrow())
                    .noneMatch(fact -> fact.startsWith("address="));
            assertOpenAndClosed(running.managementPort().orElseThrow());
        }
    }

    @Test
    void the_api_may_have_one_on_a_port_of_its_own() throws Exception {
        try (RunningApplication running = RunningApplication.of(ApiApplication.class)
                .with("apium.broker.url", "amqp://127.0.0.1:9")
                .with("apium.redis.url", "redis://127.0.0.1:9")
                .with("apium.api.port", 0)
                .with("management.server.port", 0)
                .with("apium.management.token", "secret")
                .with("apium.worker.enabled", false)
                .with("apium.scheduler.enabled", false)
                .start()) {
            int port = running.managementPort().orElseThrow();

            assertThat(get(port, "/metrics", null).statusCode()).isEqualTo(401);
            assertThat(get(port, "/metrics", "secret").body()).contains("apium_server_reachable");
            assertThat(get(running.port(), "/livez", null).statusCode()).isEqualTo(200);
            assertThat(get(running.port(), "/metrics", null).statusCode()).isEqualTo(404);
        }
    }

    private void assertOpenAndClosed(int port) throws Exception {
        HttpResponse<String> live = get(port, "/livez", null);
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).doesNotContain("threads");
        assertThat(live.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(get(port, "/readyz", null).statusCode()).as("servers away").isEqualTo(503);
        assertThat(get(port, "/health", null).statusCode()).isEqualTo(401);
        assertThat(get(port, "/health", "secret").body()).contains("threads");
        assertThat(get(port, "/metrics", "wrong").statusCode()).isEqualTo(401);
        assertThat(get(port, "/metrics", "secret").body()).contains("apium_scheduler_processed_total");
        assertThat(get(port, "/env", "secret").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(int port, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

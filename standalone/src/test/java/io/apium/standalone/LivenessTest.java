package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiApplication;
import io.apium.scheduler.SchedulerApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are away are no reason to be restarted; a vital thread that has ended is. */
@Timeout(120)
class LivenessTest {

    /** Nothing listens there. */
    private static final String AWAY = "127.0.0.1:9";

    @ParameterizedTest
    @CsvSource({"api, apium-writes apium-subscriptions", "scheduler, apium-writes apium-subscriptions apium-scheduler"})
    void a_vital_thread_that_has_ended_is_named_and_the_process_is_not_alive(String process, String vital)
            throws Exception {
        try (Service service = start(process);
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, service, "/livez").statusCode()).isEqualTo(200);

            for (String name : vital.split(" ")) {
                Thread thread = thread(name);
                thread.interrupt();
                thread.join();

                assertThat(get(http, service, "/livez").statusCode()).isEqualTo(503);
                assertThat(get(http, service, "/health").body()).contains("\"" + name + "\"");
            }
        }
    }

    private static Service start(String process) {
        boolean isApi = process.equals("api");
        return Service.of(isApi ? ApiApplication.class : SchedulerApplication.class)
                .with("apium.api.port", 0)
                .with("apium.status.port", 0)
                .with("apium.broker.url", "amqp://" + AWAY)
                .with("apium.result.url", "redis://" + AWAY)
                .with("apium.worker.enabled", false)
                .with("apium.scheduler.enabled", !isApi)
                .start();
    }

    private static HttpResponse<String> get(HttpClient http, Service service, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findAny()
                .orElseThrow();
    }
}

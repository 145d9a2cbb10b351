package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiApplication;
import io.apium.scheduler.SchedulerApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are away are no reason to be restarted; a vital thread that has ended is. */
@Timeout(120)
class LivenessTest {

    /** Nothing listens there. */
    private static final String AWAY = "127.0.0.1:9";

    static Stream<Arguments> processes() {
        return Stream.of(
                Arguments.of("api", List.of("apium-redis-writer", "apium-redis-subscriptions")),
                Arguments.of(
                        "scheduler", List.of("apium-redis-writer", "apium-redis-subscriptions", "apium-scheduler")));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void a_vital_thread_that_has_ended_is_named_and_the_process_is_not_alive(String process, List<String> vital)
            throws Exception {
        try (RunningApplication runningApplication = start(process);
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, runningApplication, "/livez").statusCode()).isEqualTo(200);

            for (String name : vital) {
                Thread thread = thread(name);
                thread.interrupt();
                thread.join();

                assertThat(get(http, runningApplication, "/livez").statusCode()).isEqualTo(503);
                assertThat(get(http, runningApplication, "/health").body()).contains("\"" + name + "\"");
            }
        }
    }

    private static RunningApplication start(String process) {
        boolean isApi = process.equals("api");
        return RunningApplication.of(isApi ? ApiApplication.class : SchedulerApplication.class)
                .with("apium.api.port", 0)
                .with("management.server.port", isApi ? null : 0)
                .with("apium.broker.url", "amqp://" + AWAY)
                .with("apium.redis.url", "redis://" + AWAY)
                .with("apium.worker.enabled", false)
                .with("apium.scheduler.enabled", !isApi)
                .start();
    }

    private static HttpResponse<String> get(HttpClient http, RunningApplication runningApplication, String path)
            throws Exception {
        URI uri = URI.create(
                "http://127.0.0.1:" + runningApplication.managementPort().orElseGet(runningApplication::port) + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findAny()
                .orElseThrow();
    }
}

package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.api.ApiApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a process prints when it does not come up, or does not reach its servers, has no password in it. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {

    /** What Spring Boot says of a failed start, which the command line leaves out and other applications do not. */
    private static final String SPRINGS_OWN = "logging.level.org.springframework.boot.diagnostics";

    private static final String HALF = "Zq7wLeft";
    private static final String OTHER_HALF = "Xk4pRight";

    @ParameterizedTest
    @CsvSource({
        "apium.broker.url, amqp://user:Zq7wLeft Xk4pRight@localhost",
        "apium.broker.url, amqps://user:Zq7wLeft@Xk4pRight@localhost",
        "apium.broker.url, amqp://user:Zq7wLeft[Xk4pRight@localhost",
        "apium.broker.url, amqp://user:Zq7wLeft%Xk4pRight@localhost",
        "apium.broker.url, http://user:Zq7wLeft-Xk4pRight@localhost",
        "apium.broker.max-priority, -1",
        "apium.redis.url, redis://:Zq7wLeft#Xk4pRight@localhost",
        "apium.redis.url, rediss://:Zq7wLeft?Xk4pRight@localhost",
        "apium.redis.url, redis://:Zq7wLeft/Xk4pRight@localhost",
        "apium.broker.max-queues, 0"
    })
    void a_start_that_fails_names_the_key_and_shows_no_password(String key, String value, CapturedOutput output) {
        RunningApplication.Plan plan = RunningApplication.of(ApiApplication.class)
                .with("apium.api.port", 0)
                .with("apium.broker.url", "amqp://user:Zq7wLeft-Xk4pRight@localhost")
                .with("apium.redis.url", "redis://:Zq7wLeft-Xk4pRight@localhost")
                .with(SPRINGS_OWN, "error")
                .with(key, value);

        assertThatThrownBy(plan::start)
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(key)
                .satisfies(thrown -> assertShowsNone(trace(thrown)));

        assertThat(output.getAll()).contains(key);
        assertShowsNone(output.getAll());
    }

    @Test
    void so_does_an_application_without_our_command_line(CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(
                        ApiApplication.class,
                        "--" + SPRINGS_OWN + "=error",
                        "--apium.broker.url=amqp://user:Zq7wLeft Xk4pRight@localhost"))
                .satisfies(thrown -> assertShowsNone(trace(thrown)));

        assertThat(output.getAll()).contains("APPLICATION FAILED TO START", "apium.broker.url (APIUM_BROKER_URL)");
        assertShowsNone(output.getAll());
    }

    @Test
    void servers_that_are_not_reached_are_told_of_without_the_password(CapturedOutput output) throws Exception {
        try (RunningApplication runningApplication = RunningApplication.of(ApiApplication.class)
                        .with("apium.api.port", 0)
                        .with("apium.broker.url", "amqp://user:Zq7wLeft%40Xk4pRight@127.0.0.1:9/v")
                        .with("apium.redis.url", "redis://:Zq7wLeft%23Xk4pRight@127.0.0.1:9/0")
                        .with("logging.level.io.apium", "debug")
                        .with("apium.worker.enabled", false)
                        .with("apium.scheduler.enabled", true)
                        .start();
                HttpClient http = HttpClient.newHttpClient()) {
            await().until(() -> output.getAll().contains("127.0.0.1"));
            for (String path : new String[] {"/readyz", "/health", "/metrics", "/v1/workers"}) {
                URI uri = URI.create("http://127.0.0.1:" + runningApplication.port() + path);
                assertShowsNone(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
            }
        }
        assertShowsNone(output.getAll());
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static void assertShowsNone(String shown) {
        assertThat(shown).doesNotContain(HALF).doesNotContain(OTHER_HALF);
    }
}

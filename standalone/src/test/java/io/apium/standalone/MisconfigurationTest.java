package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.api.ApiApplication;
import io.apium.scheduler.SchedulerApplication;
import io.apium.standalone.embedded.StartupException;
import io.apium.worker.boot.WorkerApplication;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An invalid setting ends the start with one line that has the key and the value, and without a stack trace. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class MisconfigurationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apium.broker.url | http://host"
                        + " | apium.broker.url (APIUM_BROKER_URL) begins with neither amqp:// nor amqps://",
                "apium.worker.concurrency | many | apium.worker.concurrency must be a whole number, got: 'many'",
                "apium.worker.concurrency | 0 | apium.worker.concurrency must be 1 to 10000, got: '0'",
                "apium.worker.pool | gpu | apium.worker.pool must be one of threads, virtual, process, got: 'gpu'",
                "apium.worker.shutdown-timeout | soon"
                        + " | apium.worker.shutdown-timeout must be a time such as PT30S or 30s, got: 'soon'",
                "apium.worker.max-result-size | big | apium.worker.max-result-size must be a size such as 16MB, got: 'big'",
                "apium.worker.track-started | maybe | apium.worker.track-started must be true or false, got: 'maybe'",
                "apium.worker.task-jars | /nowhere/my.jar | apium.worker.task-jars: /nowhere/my.jar does not exist",
                "apium.worker.command-files | /nowhere/c.yaml | apium.worker.command-files: /nowhere/c.yaml",
            })
    void of_a_worker_names_key_and_value(String key, String value, String message, CapturedOutput output) {
        RunningApplication.Plan plan = RunningApplication.of(WorkerApplication.class)
                .with("spring.main.web-application-type", "none")
                .with("apium.scheduler.enabled", false)
                .with("apium.gpu.enabled", false)
                .with(key, value);

        assertThatThrownBy(plan::start).isInstanceOf(UsageException.class).hasMessageStartingWith(message);
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "management.server.port | 80810 | management.server.port must be 0 to 65535, got: 80810",
                "management.server.port | http | a setting must be a whole number, got: 'http'",
                "management.server.address | 0.0.0.0 | management.server.address 0.0.0.0 can be reached from other machines:"
                        + " set apium.management.token (APIUM_MANAGEMENT_TOKEN) as well",
                "apium.scheduler.lease | 1h | apium.scheduler.lease must be PT1S to PT1M, got: PT1H",
            })
    void of_a_scheduler_names_key_and_value(String key, String value, String message, CapturedOutput output) {
        RunningApplication.Plan plan = RunningApplication.of(SchedulerApplication.class)
                .with("management.server.port", 0)
                .with("apium.worker.enabled", false)
                .with(key, value);

        assertThatThrownBy(plan::start).isInstanceOf(UsageException.class).hasMessageStartingWith(message);
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    /** Spring Boot would bind to every address. */
    @Test
    void a_management_server_of_the_api_needs_a_token_too() {
        RunningApplication.Plan plan = RunningApplication.of(ApiApplication.class)
                .with("apium.api.port", 0)
                .with("management.server.port", 0)
                .with("management.server.address", "0.0.0.0")
                .with("apium.worker.enabled", false)
                .with("apium.scheduler.enabled", false);

        assertThatThrownBy(plan::start)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("apium.management.token");
    }

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RunningApplication.Plan plan = RunningApplication.of(SchedulerApplication.class)
                    .with("management.server.port", taken.getLocalPort())
                    .with("apium.worker.enabled", false);

            assertThatThrownBy(plan::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessage("port " + taken.getLocalPort() + " is in use; choose another one with --port");
        }
    }
}

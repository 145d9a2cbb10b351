package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.process.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker whose connection is well, and whom the broker gives nothing. */
class ReadinessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private String address = "";

    @Test
    void a_worker_that_is_kept_from_its_queue_is_not_ready_though_it_lives_and_its_broker_is_there() throws Exception {
        String queue = STAGE.queue();
        TestProcess worker = STAGE.worker("--queues", queue, "--port", "0");
        address = StartLine.address(worker, "management").toString();
        awaitReady(200);

        try (Connection _ = takenAway(queue)) {
            awaitReady(503);
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/health").body())
                    .contains("\"attached\":false")
                    .containsPattern("\"broker\":\\{[^}]*\"status\":\"UP\"");
        }

        awaitReady(200);
        assertThat(worker.terminate()).isZero();
    }

    /** Deletes the queue and makes one of the same name that is the connection's alone, before the worker makes it again. */
    private static Connection takenAway(String queue) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(STAGE.rabbit().url());
        Connection connection = factory.newConnection();
        Awaitility.await().atMost(PATIENCE).until(() -> isTaken(connection, queue));
        return connection;
    }

    private static boolean isTaken(Connection connection, String queue) throws IOException {
        Channel channel = connection.createChannel();
        try {
            channel.queueDelete(queue);
            channel.queueDeclare(queue, false, true, true, null);
            return true;
        } catch (IOException theWorkerWasQuicker) {
            return false;
        }
    }

    private void awaitReady(int status) {
        Awaitility.await().atMost(PATIENCE).until(() -> get("/readyz").statusCode(), answer -> answer == status);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }
}

package io.apium.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RabbitServerIT {

    private static final String QUEUE = "kept";

    @Test
    void a_killed_server_comes_back_with_what_it_had_confirmed() throws Exception {
        try (TestServer server = RabbitServer.started()) {
            String url = server.url();
            publish(server, "first");
            // RabbitMQ 3.10 may forget a queue that was declared an instant before SIGKILL; a regular end has it
            // written down
            server.stop();
            server.start();
            publish(server, "second");

            server.kill();
            assertThatThrownBy(() -> connect(server)).isInstanceOf(IOException.class);
            server.start();

            assertThat(server.url()).isEqualTo(url);
            assertThat(take(server)).isEqualTo("first");
            assertThat(take(server)).isEqualTo("second");
        }
    }

    @Test
    void a_paused_server_goes_on_and_a_stopped_one_comes_back() throws Exception {
        try (TestServer server = RabbitServer.started()) {
            server.pause();
            assertThatThrownBy(() -> connect(server)).isInstanceOf(TimeoutException.class);
            server.resume();
            publish(server, "first");

            server.stop();
            assertThatThrownBy(() -> connect(server)).isInstanceOf(IOException.class);
            server.start();

            assertThat(take(server)).isEqualTo("first");
        }
    }

    @Test
    void a_closed_server_leaves_nothing_behind() {
        TestServer server = RabbitServer.started();
        ServerTrace trace = ServerTrace.of(server);
        assertThat(trace.isGone()).isFalse();

        server.close();

        Awaitility.await().until(trace::isGone);
    }

    private static void publish(TestServer server, String text) throws Exception {
        try (Connection connection = connect(server);
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(QUEUE, true, false, false, null);
            channel.confirmSelect();
            channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, text.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private static String take(TestServer server) throws Exception {
        try (Connection connection = connect(server);
                Channel channel = connection.createChannel()) {
            GetResponse response = channel.basicGet(QUEUE, true);
            assertThat(response).as("the message in the queue").isNotNull();
            return new String(response.getBody(), StandardCharsets.UTF_8);
        }
    }

    private static Connection connect(TestServer server) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(server.url());
        factory.setConnectionTimeout(2_000);
        factory.setHandshakeTimeout(2_000);
        return factory.newConnection();
    }
}

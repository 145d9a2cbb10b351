package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.broker.RemoteControl.ControlCommand;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.fault.FaultProxy;
import io.apium.testkit.server.RabbitServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Orders in the form in which kombu sends them, and answers in the form in which it takes them. */
class RabbitRemoteControlIT {

    private static final String EXCHANGE = "celery.pidbox";
    private static final String REPLIES = "reply.celery.pidbox";

    private final String url = RabbitServer.shared().url();
    private final String name = "w-" + TaskId.random() + "@host";
    private final String oid = TaskId.random().value();
    private final ListenerInbox<ControlCommand> commands = new ListenerInbox<>();
    private final ListenerInbox<String> answers = new ListenerInbox<>();
    private final RabbitConnections connections = connections(url);
    private Connection connection;
    private Channel client;

    private static RabbitConnections connections(String url) {
        return new RabbitConnections(new BrokerProperties(url, QueueType.CLASSIC, 0, DataSize.ofMegabytes(1)), "test");
    }

    /** A client as Celery's is: with a queue of its own for the answers. */
    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        connection = factory.newConnection();
        client = connection.createChannel();
        client.exchangeDeclare(EXCHANGE, "fanout", false, false, null);
        client.exchangeDeclare(REPLIES, "direct", false, false, null);
        String queue = oid + "." + REPLIES;
        client.queueDeclare(queue, false, false, true, Map.of("x-expires", 10_000));
        client.queueBind(queue, REPLIES, oid);
        client.basicConsume(
                queue,
                true,
                (_, message) ->
                        answers.accept(message.getProperties().getHeaders().get("ticket") + " "
                                + new String(message.getBody(), StandardCharsets.UTF_8)),
                _ -> {});
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
        connection.close();
    }

    @Test
    void an_order_is_carried_out_and_answered() throws Exception {
        try (AutoCloseable _ = follow(command -> Map.of("ok", "pong"))) {
            call("ping", "{}", name);

            assertThat(commands.next()).isEqualTo(new ControlCommand("ping", Map.of()));
            assertThat(answers.next()).isEqualTo("t-ping {\"" + name + "\":{\"ok\":\"pong\"}}");
        }
    }

    @Test
    void an_order_for_others_is_passed_over() throws Exception {
        try (AutoCloseable _ = follow(command -> Map.of("ok", command.method()))) {
            call("first", "{}", "other@host");
            call("second", "{\"task_id\": [\"ž\"]}", name);

            assertThat(commands.next()).isEqualTo(new ControlCommand("second", Map.of("task_id", List.of("ž"))));
            assertThat(answers.next()).startsWith("t-second ");
        }
    }

    @Test
    void what_goes_wrong_is_answered_as_an_error() throws Exception {
        try (AutoCloseable _ = follow(command -> {
            throw new IllegalStateException("no such pool");
        })) {
            call("pool_grow", "{}", name);

            assertThat(answers.next())
                    .isEqualTo("t-pool_grow {\"" + name + "\":{\"error\":\"IllegalStateException('no such pool')\"}}");
        }
    }

    @Test
    void what_is_no_order_does_no_harm() throws Exception {
        try (AutoCloseable _ = follow(command -> command.method().equals("cast") ? null : "yes")) {
            client.basicPublish(EXCHANGE, "", null, "no order".getBytes(StandardCharsets.UTF_8));
            call("cast", "{}", name);
            call("ping", "{}", name);

            assertThat(answers.next()).isEqualTo("t-ping {\"" + name + "\":\"yes\"}");
        }
    }

    @Test
    void an_answer_that_cannot_be_delivered_does_no_harm() throws Exception {
        try (AutoCloseable _ = follow(command -> "yes")) {
            // it is not of the kind that answers go to, so the channel of the answer is lost
            publish("lost", "{}", name, EXCHANGE);
            call("ping", "{}", name);

            assertThat(answers.next()).isEqualTo("t-ping {\"" + name + "\":\"yes\"}");
        }
    }

    /** Each closed the connection, or held up the mailbox for good. */
    @Test
    void orders_that_the_client_cannot_read_or_answer_do_no_harm() throws Exception {
        try (AutoCloseable _ = follow(command -> "yes")) {
            publish("unanswerable", "{}", name, "任".repeat(86));
            publish("m".repeat(200_000), "{}", name, REPLIES);
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            client.basicPublish(EXCHANGE, "", RawHeader.of(RawHeader.nested("deep", 20_000)), body);
            client.basicPublish(
                    EXCHANGE, "", RawHeader.of(RawHeader.header("clock", 'L', RawHeader.number(1L << 40, 8))), body);
            client.basicPublish(EXCHANGE, "", null, new byte[70_000_000]);
            call("ping", "{}", name);

            assertThat(answers.next()).isEqualTo("t-ping {\"" + name + "\":\"yes\"}");
        }
    }

    @Test
    void a_node_listens_again_after_its_connection_was_lost() throws Exception {
        URI server = URI.create(url);
        try (FaultProxy proxy = FaultProxy.to(server.getPort());
                RabbitConnections frail = connections(url.replace(":" + server.getPort(), ":" + proxy.port()))) {
            try (AutoCloseable _ = new RabbitRemoteControl(frail).subscribe(name, command -> command.method())) {
                awaitListening(true);
                proxy.cut();
                awaitListening(false);
                proxy.heal();
                awaitListening(true);
                call("ping", "{}", name);

                assertThat(answers.next()).isEqualTo("t-ping {\"" + name + "\":\"ping\"}");
            }
        }
    }

    @Test
    void a_node_listens_again_after_its_mailbox_was_deleted() throws Exception {
        try (AutoCloseable _ = follow(command -> "yes")) {
            client.queueDelete(name + "." + EXCHANGE);
            awaitListening(true);
            call("ping", "{}", name);

            assertThat(answers.next()).isEqualTo("t-ping {\"" + name + "\":\"yes\"}");
        }
    }

    @Test
    void a_node_that_has_left_leaves_no_mailbox() throws Exception {
        follow(command -> "yes").close();

        awaitListening(false);
        assertThat(listens()).isFalse();
    }

    @Test
    void a_name_that_fits_no_queue_is_refused() {
        RabbitRemoteControl control = new RabbitRemoteControl(connections);

        assertThatThrownBy(() -> control.subscribe("w".repeat(201), _ -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 200 bytes");
    }

    private AutoCloseable follow(Function<ControlCommand, @Nullable Object> node) throws Exception {
        AutoCloseable followed = new RabbitRemoteControl(connections).subscribe(name, command -> {
            commands.accept(command);
            return node.apply(command);
        });
        awaitListening(true);
        return followed;
    }

    private void awaitListening(boolean expected) {
        Awaitility.await().atMost(ListenerInbox.PATIENCE).until(() -> listens() == expected);
    }

    /** Whether the queue of the mailbox exists and has one consumer. */
    private boolean listens() throws Exception {
        Channel asking = connection.createChannel();
        try {
            return asking.consumerCount(name + "." + EXCHANGE) == 1;
        } catch (IOException noQueue) {
            return false;
        } finally {
            if (asking.isOpen()) {
                asking.close();
            }
        }
    }

    private void call(String method, String arguments, String destination) throws Exception {
        publish(method, arguments, destination, REPLIES);
    }

    private void publish(String method, String arguments, String destination, String replies) throws Exception {
        String body = """
                {
                  "method": "%s", "arguments": %s, "destination": ["%s"], "pattern": null, "matcher": null,
                  "ticket": "t-%s", "reply_to": {"exchange": "%s", "routing_key": "%s"}
                }""".formatted(method, arguments, destination, method, replies, oid);
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(Map.of("clock", 1, "expires", 1.5))
                .build();
        client.basicPublish(EXCHANGE, "", properties, body.getBytes(StandardCharsets.UTF_8));
    }
}

package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.server.RabbitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** Whatever is sent to a mailbox, and whatever its node does about it: the next order is answered. */
class StrangeOrdersIT {

    private static final String EXCHANGE = "celery.pidbox";
    private static final String REPLIES = "reply.celery.pidbox";
    private static final long SEED = Long.getLong("seed", 14);

    private final String node = "w-" + TaskId.random() + "@host";
    private final String oid = TaskId.random().value();
    private final ListenerInbox<String> answers = new ListenerInbox<>();

    @Test
    @Timeout(60)
    void a_mailbox_answers_after_any_order_and_any_failure() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(RabbitServer.shared().url());
        BrokerProperties properties =
                new BrokerProperties(RabbitServer.shared().url(), QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));
        try (RabbitConnections connections = new RabbitConnections(properties, "test");
                Connection connection = factory.newConnection();
                Channel client = connection.createChannel();
                AutoCloseable _ = new RabbitRemoteControl(connections)
                        .subscribe(node, command -> answer(command.method(), command.arguments()))) {
            listen(client);
            Awaitility.await().atMost(ListenerInbox.PATIENCE).until(() -> listens(connection));
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < 300; i++) {
                client.basicPublish(EXCHANGE, "", strange(random), body(random));
            }
            for (String method : List.of("error", "memory", "missing", "endless", "unwritable")) {
                client.basicPublish(EXCHANGE, "", null, order(method));
                assertThat(answers.next()).as(method).contains("\"error\"");
            }

            client.basicPublish(EXCHANGE, "", null, order("ping"));

            assertThat(answers.next()).isEqualTo("{\"" + node + "\":\"pong\"}");
        }
    }

    private static Object answer(String method, Map<String, @Nullable Object> arguments) {
        return switch (method) {
            case "ping" -> "pong";
            case "error" -> throw new AssertionError("as it was told");
            case "memory" -> throw new OutOfMemoryError("not really");
            case "missing" -> throw new NoClassDefFoundError("io/apium/Gone");
            case "endless" -> answer(method, arguments);
            case "unwritable" -> endless();
            default -> throw new IllegalArgumentException("no such order: " + arguments);
        };
    }

    private static Map<String, Object> endless() {
        Map<String, Object> inItself = new HashMap<>();
        inItself.put("self", inItself);
        return inItself;
    }

    private byte[] order(String method) {
        return ("{\"method\": \"" + method + "\", \"arguments\": {}, \"destination\": [\"" + node
                        + "\"], \"reply_to\": " + "{\"exchange\": \"" + REPLIES + "\", \"routing_key\": \"" + oid
                        + "\"}, \"ticket\": \"t\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A command with random fields, of which up to two bytes are random. No client receives an answer to it, since it
     * has no valid {@code reply_to}.
     */
    private static byte[] body(SplittableRandom random) {
        List<String> values = List.of(
                "null",
                "true",
                "-1",
                "1e300",
                "\"x\"",
                "\"(a+)+$\"",
                "[]",
                "[[[]]]",
                "{}",
                "{\"exchange\": \"amq.x\"}");
        StringBuilder body = new StringBuilder("{\"method\": \"odd\"");
        for (String name : List.of("arguments", "pattern", "matcher", "reply_to", "ticket", "destination")) {
            if (random.nextBoolean()) {
                body.append(", \"").append(name).append("\": ").append(values.get(random.nextInt(values.size())));
            }
        }
        byte[] whole = body.append('}').toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0; i--) {
            whole[random.nextInt(whole.length)] = (byte) random.nextInt();
        }
        return whole;
    }

    private static BasicProperties strange(SplittableRandom random) {
        List<Object> clocks = List.of(7, Long.MAX_VALUE, Long.MIN_VALUE, 1e300, "soon", List.of(), Map.of());
        return new BasicProperties.Builder()
                .headers(Map.of("clock", clocks.get(random.nextInt(clocks.size()))))
                .build();
    }

    private void listen(Channel client) throws IOException {
        client.exchangeDeclare(EXCHANGE, "fanout", false, false, null);
        client.exchangeDeclare(REPLIES, "direct", false, false, null);
        String queue = client.queueDeclare(oid, false, false, true, Map.of("x-expires", 10_000))
                .getQueue();
        client.queueBind(queue, REPLIES, oid);
        client.basicConsume(
                queue,
                true,
                (_, message) -> answers.accept(new String(message.getBody(), StandardCharsets.UTF_8)),
                _ -> {});
    }

    private boolean listens(Connection connection) throws Exception {
        Channel asking = connection.createChannel();
        try {
            return asking.consumerCount(node + "." + EXCHANGE) == 1;
        } catch (IOException noQueue) {
            return false;
        } finally {
            if (asking.isOpen()) {
                asking.close();
            }
        }
    }
}

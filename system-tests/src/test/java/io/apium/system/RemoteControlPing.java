package io.apium.system;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Asks every worker by Celery's remote control whether it is there. */
final class RemoteControlPing {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RemoteControlPing() {}

    /** How many have answered, of so many. */
    static long answers(String url, int expected) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            String key = UUID.randomUUID().toString();
            channel.exchangeDeclare("reply.celery.pidbox", "direct", false, false, Map.of());
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, "reply.celery.pidbox", key);
            String order = """
                    {"method": "ping", "arguments": {}, "ticket": "%1$s",
                     "reply_to": {"exchange": "reply.celery.pidbox", "routing_key": "%1$s"}}""".formatted(key);
            BasicProperties properties = new BasicProperties.Builder()
                    .contentType("application/json")
                    .contentEncoding("utf-8")
                    .build();
            channel.basicPublish("celery.pidbox", "", properties, order.getBytes(StandardCharsets.UTF_8));
            try {
                Awaitility.await().atMost(PATIENCE).until(() -> channel.messageCount(queue) >= expected);
            } catch (ConditionTimeoutException e) {
                // fewer: the caller says so
            }
            return channel.messageCount(queue);
        }
    }
}

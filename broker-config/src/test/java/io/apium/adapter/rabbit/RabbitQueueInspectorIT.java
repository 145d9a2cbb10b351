package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.adapter.config.QueueProperties;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.RedisQueueUse;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.broker.Broker;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.QueueInspector;
import io.apium.task.QueueName;
import io.apium.testkit.contract.QueueInspectorContract;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class RabbitQueueInspectorIT implements QueueInspectorContract {

    private final BrokerProperties properties = properties(RabbitServer.shared().url());
    private final RedisConnections redis =
            new RedisConnections(new RedisProperties(RedisServer.shared().url(), Duration.ofHours(1)));
    private final RedisQueueUse use = new RedisQueueUse(redis, InstantSource.system());
    private final RabbitConnections connections = new RabbitConnections(properties, "test");
    private final RabbitBroker broker = new RabbitBroker(
            connections,
            properties,
            new MessageWriter("gen1@test"),
            InstantSource.system(),
            new QueueProperties(1_000, Duration.ofDays(7)),
            use);

    private static BrokerProperties properties(String url) {
        return new BrokerProperties(url, QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public QueueInspector inspector() {
        return new RabbitQueueInspector(connections, use);
    }

    @AfterEach
    void close() {
        broker.close();
        redis.close();
    }

    @Test
    void many_missing_queues_leave_no_channel_open() {
        List<QueueName> missing =
                Stream.generate(TaskExamples::queue).limit(3_000).toList();

        // RabbitMQ allows 2,047 channels on a connection
        assertThat(inspector().depths(missing)).isEmpty();
        assertThat(inspector().depths(missing)).isEmpty();
    }

    @Test
    void a_server_that_is_away_is_said_to_be() {
        try (RabbitConnections nowhere = new RabbitConnections(properties("amqp://localhost:1"), "test")) {
            assertThatExceptionOfType(BrokerUnavailableException.class)
                    .isThrownBy(() -> new RabbitQueueInspector(nowhere, use).depths(List.of(QueueName.DEFAULT)));
        }
    }
}

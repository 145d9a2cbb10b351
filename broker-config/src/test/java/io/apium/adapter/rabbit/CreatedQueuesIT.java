package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.adapter.config.QueueProperties;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.RedisQueueUse;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.CreatedQueues;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** Queues at a client's wish: how many there may be, and what becomes of them. */
@Timeout(120)
class CreatedQueuesIT {

    private static final int MAX = 10;
    private static final QueueProperties QUEUES = new QueueProperties(MAX, Duration.ofDays(7));

    private static TestServer store;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final BrokerProperties properties =
            new BrokerProperties(RabbitServer.shared().url(), QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));
    private final RedisConnections redis = new RedisConnections(new RedisProperties(store.url(), Duration.ofHours(1)));
    private final RedisQueueUse use = new RedisQueueUse(redis, clock);
    private final RabbitConnections connections = new RabbitConnections(properties, "test");
    private final RabbitBroker broker =
            new RabbitBroker(connections, properties, new MessageWriter("gen1@test"), clock, QUEUES, use);
    private final CreatedQueues created = new RabbitCreatedQueues(connections, use, QUEUES);

    @BeforeAll
    static void start() {
        store = RedisServer.started();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @AfterEach
    void close() {
        broker.close();
        redis.close();
    }

    @Test
    void queues_that_nobody_serves_are_made_up_to_a_number_and_go_when_nobody_uses_them() throws Exception {
        List<QueueName> made = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            QueueName queue = TaskExamples.queue();
            if (i < MAX) {
                ListenerInbox.done(broker.publish(TaskExamples.intricate(queue)));
                made.add(queue);
            } else {
                assertThatThrownBy(() -> ListenerInbox.done(broker.publish(TaskExamples.intricate(queue))))
                        .hasRootCauseInstanceOf(MessageRejectedException.class);
                assertThat(exists(queue)).isFalse();
            }
        }
        QueueName full = made.removeFirst();
        QueueName consumed = made.removeFirst();
        made.forEach(this::empty);
        await().until(() -> use.unusedSince(now.get()).size() == MAX);

        assertThat(created.deleteUnused(now.get())).isEmpty();
        now.set(now.get().plus(Duration.ofDays(8)));
        try (Subscription subscription = broker.consume(List.of(consumed), 1, delivery -> delivery.ack())) {
            await().until(subscription::isAttached);
            assertThat(created.deleteUnused(now.get())).containsExactlyInAnyOrderElementsOf(made);
        }

        assertThat(made).noneMatch(this::exists);
        assertThat(List.of(full, consumed)).allMatch(this::exists);
        assertThat(created.deleteUnused(now.get())).isEmpty();
    }

    @Test
    void queues_that_somebody_else_has_declared_and_quorum_queues_stay() throws Exception {
        QueueName others = TaskExamples.queue();
        QueueName quorum = TaskExamples.queue();
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(others.name(), true, false, false, Map.of());
            channel.queueDeclare(quorum.name(), true, false, false, Map.of("x-queue-type", "quorum"));
        }
        ListenerInbox.done(broker.publish(TaskExamples.intricate(others)));
        empty(others);
        use.created(quorum);
        await().until(() -> !use.unusedSince(now.get()).isEmpty());

        now.set(now.get().plus(Duration.ofDays(8)));

        assertThat(created.deleteUnused(now.get())).isEmpty();
        assertThat(Set.of(others, quorum)).allMatch(this::exists);
        ListenerInbox.done(broker.publish(TaskExamples.intricate(others)));
    }

    private void empty(QueueName queue) {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.queuePurge(queue.name());
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private boolean exists(QueueName queue) {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclarePassive(queue.name());
            return true;
        } catch (Exception missing) {
            return false;
        }
    }

    private static Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(RabbitServer.shared().url());
        return factory.newConnection();
    }
}

package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues that RabbitMQ refuses, among others that it does not. */
class RefusedQueuesIT {

    private final RabbitBroker broker =
            RabbitBrokerIT.broker(RabbitServer.shared().url(), QueueType.CLASSIC);
    private final QueueName odd = TaskExamples.queue();
    private final QueueName good = TaskExamples.queue();
    private final ListenerInbox<Delivery> inbox = new ListenerInbox<>();
    private Connection other;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(RabbitServer.shared().url());
        other = factory.newConnection();
        channel = other.createChannel();
    }

    @AfterEach
    void close() {
        other.abort();
        broker.close();
    }

    @Test
    void publishing_to_a_refused_queue_is_rejected_and_new_queues_are_declared_meanwhile() throws Exception {
        channel.queueDeclare(odd.name(), false, true, false, Map.of());
        List<CompletableFuture<Void>> refused = new ArrayList<>();
        List<CompletableFuture<Void>> others = new ArrayList<>();

        for (int i = 0; i < 50; i++) {
            refused.add(broker.publish(TaskExamples.simple(odd)));
            others.add(broker.publish(TaskExamples.simple(TaskExamples.queue())));
        }

        ListenerInbox.done(CompletableFuture.allOf(others.toArray(CompletableFuture<?>[]::new)));
        for (CompletableFuture<Void> one : refused) {
            assertThat(one)
                    .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(MessageRejectedException.class)
                    .withMessageContaining("RabbitMQ rejects queue '" + odd + "'")
                    .withMessageContaining("RESOURCE_LOCKED");
        }
    }

    @Test
    void a_queue_that_cannot_be_declared_keeps_no_other_from_being_consumed() throws Exception {
        channel.queueDeclare(odd.name(), false, true, false, Map.of());

        othersAreConsumedUntil("RESOURCE_LOCKED", () -> other.abort());
    }

    @Test
    void a_queue_that_cannot_be_consumed_keeps_no_other_from_being_consumed() throws Exception {
        channel.queueDeclare(odd.name(), true, false, false, Map.of());
        channel.basicConsume(odd.name(), false, "", false, true, Map.of(), new DefaultConsumer(channel));

        othersAreConsumedUntil("ACCESS_REFUSED", () -> other.abort());
    }

    private void othersAreConsumedUntil(String reason, Runnable released) throws Exception {
        try (Subscription subscription = broker.consume(List.of(odd, good), 10, inbox)) {
            ListenerInbox.done(broker.publish(TaskExamples.simple(good)));
            Delivery delivery = inbox.next();
            delivery.ack();

            assertThat(delivery.queue()).isEqualTo(good);
            await().atMost(ListenerInbox.PATIENCE)
                    .untilAsserted(() -> assertThat(subscription.unattached())
                            .containsOnlyKeys(odd)
                            .hasEntrySatisfying(odd, why -> assertThat(why).contains(reason)));
            assertThat(subscription.isAttached()).isFalse();

            released.run();
            await().atMost(ListenerInbox.PATIENCE).until(subscription::isAttached);
            ListenerInbox.done(broker.publish(TaskExamples.simple(odd)));
            Delivery late = inbox.next();
            late.ack();
            assertThat(late.queue()).isEqualTo(odd);
        }
    }

    @Test
    void a_queue_that_is_deleted_is_declared_again_and_what_is_in_hand_of_others_stays_there() throws Exception {
        ListenerInbox.done(broker.publish(TaskExamples.simple(good)));
        try (Subscription subscription = broker.consume(List.of(odd, good), 10, inbox)) {
            Delivery unacked = inbox.next();
            await().atMost(ListenerInbox.PATIENCE).until(subscription::isAttached);

            channel.queueDelete(odd.name());

            await().atMost(ListenerInbox.PATIENCE).until(() -> consumers(odd) == 1);
            ListenerInbox.done(broker.publish(TaskExamples.simple(odd)));
            Delivery next = inbox.next();
            assertThat(next.queue()).isEqualTo(odd);
            assertThat(next.redelivered()).isFalse();
            assertThat(inbox.size()).isZero();
            next.ack();
            unacked.ack();
        }
    }

    private static long consumers(QueueName queue) throws Exception {
        AtomicLong count = new AtomicLong();
        RabbitBrokerIT.direct(direct -> {
            try {
                count.set(direct.consumerCount(queue.name()));
            } catch (IOException missing) {
                count.set(0);
            }
            return count;
        });
        return count.get();
    }
}

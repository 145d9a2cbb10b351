package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.SubscriptionContract;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RabbitBrokerOnQuorumQueuesIT implements SubscriptionContract {

    private final RabbitBroker broker =
            RabbitBrokerIT.broker(RabbitServer.shared().url(), QueueType.QUORUM);

    @AfterEach
    void close() {
        broker.close();
    }

    @Override
    public Broker broker() {
        return broker;
    }

    /**
     * RabbitMQ drops a message that was returned more often than the queue's delivery limit. From RabbitMQ 4.0 on, the
     * limit is 20 by default.
     */
    @Test
    void a_message_that_comes_back_again_and_again_is_not_dropped() throws Exception {
        QueueName queue = TaskExamples.queue();
        Map<String, Object> limited = Map.of("x-queue-type", "quorum", "x-delivery-limit", 12);
        RabbitBrokerIT.direct(channel -> channel.queueDeclare(queue.name(), true, false, false, limited));
        TaskMessage message = TaskExamples.simple(queue);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        ListenerInbox.done(broker.publish(message));

        try (Broker.Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            Delivery delivery = inbox.next();
            assertThat(delivery.redelivered()).isFalse();
            for (int returns = 1; returns <= 50; returns++) {
                delivery.requeue();
                delivery = inbox.next();

                assertThat(delivery.redelivered()).as("return %d", returns).isTrue();
                assertThat(delivery.content()).isEqualTo(new Content.Task(message));
            }
            delivery.ack();
        }
    }
}

package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.BrokerProperties;
import io.apium.broker.Broker;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.broker.MessageTooLargeException;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.testkit.contract.BrokerContract;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RabbitBrokerIT implements BrokerContract {

    private static final Instant SENT = Instant.parse("2026-11-23T07:00:00.123Z");

    private final RabbitBroker broker = broker(RabbitServer.shared().url(), BrokerProperties.QueueType.CLASSIC);

    static RabbitBroker broker(String url, BrokerProperties.QueueType type) {
        BrokerProperties properties = new BrokerProperties(url, type, 0, DataSize.ofMegabytes(1));
        return new RabbitBroker(
                new RabbitConnections(properties, "test"),
                properties,
                new MessageWriter("gen1@test"),
                InstantSource.fixed(SENT));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Test
    void a_message_is_kept_to_the_letter_from_one_queue_to_the_next() throws Exception {
        QueueName queue = TaskExamples.queue();
        TaskMessage message = TaskExamples.intricate(queue).repeated();
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        ListenerInbox.done(broker.publish(message));

        try (Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            Delivery first = inbox.next();
            ListenerInbox.done(broker.publish(queue, first.raw()));
            first.ack();
            Delivery second = inbox.next();
            second.ack();

            assertThat(second.content()).isEqualTo(new Content.Task(message));
            assertThat(second.raw()).isEqualTo(first.raw());
            assertThat(second.sentAt()).isEqualTo(SENT);
            assertThat(second.raw().properties())
                    .containsEntry("content_type", "application/json")
                    .containsEntry("reply_to", "reply." + queue)
                    .containsEntry("priority", "5");
        }
    }

    @Test
    void a_message_that_cannot_be_read_is_kept_to_the_letter_too() throws Exception {
        QueueName queue = TaskExamples.queue();
        Map<String, @Nullable Object> headers = new HashMap<>();
        headers.put("id", "an-id");
        headers.put("eta", null);
        headers.put("big", 5_000_000_000L);
        headers.put("deep", List.of(Map.of("ž", List.of(true, 2.5))));
        RawMessage raw = new RawMessage(headers, Map.of("content_type", "application/x-python-serialize"), "gAJ9");
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        ListenerInbox.done(broker.publish(queue, raw));

        try (Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            Delivery delivery = inbox.next();
            delivery.ack();
            assertThat(delivery.raw()).isEqualTo(raw);
            assertThat(delivery.content())
                    .isInstanceOfSatisfying(
                            Content.Unreadable.class,
                            unreadable -> assertThat(unreadable.id()).isEqualTo(new TaskId("an-id")));
        }
    }

    @Test
    void a_message_as_it_came_that_is_too_large_or_has_no_body_is_refused() {
        String large = Base64.getEncoder().encodeToString(new byte[2_000_000]);

        assertThat(broker.publish(TaskExamples.queue(), new RawMessage(Map.of("task", "tasks.add"), Map.of(), large)))
                .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(MessageTooLargeException.class)
                .withMessageContaining("tasks.add");
        assertThat(broker.publish(TaskExamples.queue(), new RawMessage(Map.of(), Map.of("priority", "high"), "")))
                .isCompletedExceptionally();
        assertThat(broker.publish(TaskExamples.queue(), new RawMessage(Map.of(), Map.of(), "not base64")))
                .isCompletedExceptionally();
    }

    @Test
    void a_message_that_comes_back_is_missed_also_when_it_has_no_name() throws Exception {
        QueueName queue = TaskExamples.queue();
        RawMessage raw = new RawMessage(Map.of(), Map.of(), "W10=");
        ListenerInbox.done(broker.publish(queue, raw));
        delete(queue);

        assertThat(broker.publish(queue, raw))
                .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BrokerUnavailableException.class);
        ListenerInbox.done(broker.publish(queue, raw));
    }

    /** As where a worker of Celery's has declared them, with settings of its own. */
    @Test
    void a_queue_and_an_exchange_that_exist_with_other_arguments_are_used_as_they_are() throws Exception {
        QueueName queue = TaskExamples.queue();
        TaskMessage message = TaskExamples.simple(queue);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        direct(channel -> channel.queueDeclare(queue.name(), true, false, false, Map.of("x-max-priority", 3)));
        direct(channel -> channel.exchangeDeclare(queue.name(), "topic", false));

        ListenerInbox.done(broker.publish(message));

        try (Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            assertThat(inbox.next().content()).isEqualTo(new Content.Task(message));
        }
    }

    private static void delete(QueueName queue) throws Exception {
        direct(channel -> channel.queueDelete(queue.name()));
    }

    @FunctionalInterface
    interface Deed {
        Object on(Channel channel) throws Exception;
    }

    /** Past the broker that is tested. */
    static void direct(Deed deed) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(RabbitServer.shared().url());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            deed.on(channel);
        }
    }
}

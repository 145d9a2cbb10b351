package io.apium.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The features of a broker that tasks need, tested on Qpid with RabbitMQ's own client. */
class EmbeddedBrokerIT {

    private static final long CONFIRM_MILLIS_MAX = 10_000;
    private static final String QUEUE = "celery";

    @Test
    void the_queue_of_celery_carries_a_confirmed_message() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(null, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            declare(channel);
            channel.confirmSelect();

            publish(channel, QUEUE, "one");

            assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();
            assertThat(text(channel.basicGet(QUEUE, true))).isEqualTo("one");
        }
    }

    @Test
    void arguments_that_only_rabbitmq_knows_are_ignored() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(null, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {

            channel.queueDeclare(
                    "quorum", true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", 20));

            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void the_default_exchange_misses_a_queue_whose_name_an_exchange_has_too() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(null, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            declare(channel);
            channel.confirmSelect();

            channel.basicPublish("", QUEUE, true, MessageProperties.PERSISTENT_TEXT_PLAIN, new byte[1]);

            assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX))
                    .as("Qpid finds the exchange first; why Apium publishes to the exchange and not past it")
                    .isFalse();
        }
    }

    @Test
    void a_message_for_no_queue_comes_back() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(null, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            declare(channel);
            BlockingQueue<String> returned = new LinkedBlockingQueue<>();
            channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
            channel.confirmSelect();

            publish(channel, "nowhere", "lost");

            boolean confirmed = channel.waitForConfirms(CONFIRM_MILLIS_MAX);
            assertThat(confirmed)
                    .as("RabbitMQ returns it and says yes, Qpid returns it and says no")
                    .isFalse();
            assertThat(returned.poll(10, TimeUnit.SECONDS)).isEqualTo("nowhere");
        }
    }

    @Test
    void prefetch_holds_back_what_is_not_acked_and_requeue_brings_it_again() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(null, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            declare(channel);
            publish(channel, QUEUE, "one");
            publish(channel, QUEUE, "two");
            publish(channel, QUEUE, "three");
            channel.basicQos(2);

            BlockingQueue<Delivery> delivered = consume(channel);
            Delivery one = next(delivered);
            Delivery two = next(delivered);
            assertThat(delivered.poll(300, TimeUnit.MILLISECONDS)).isNull();
            channel.basicAck(one.getEnvelope().getDeliveryTag(), false);
            Delivery three = next(delivered);
            channel.basicAck(three.getEnvelope().getDeliveryTag(), false);
            channel.basicNack(two.getEnvelope().getDeliveryTag(), false, true);
            Delivery again = next(delivered);

            assertThat(text(three)).isEqualTo("three");
            assertThat(text(again)).isEqualTo("two");
            assertThat(again.getEnvelope().isRedeliver()).isTrue();
        }
    }

    @Test
    void with_a_folder_a_persistent_message_survives(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {
            declare(channel);
            channel.confirmSelect();
            publish(channel, QUEUE, "kept");
            assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedPassword.random());
                Connection connection = connect(broker);
                Channel channel = connection.createChannel()) {

            assertThat(text(channel.basicGet(QUEUE, true))).isEqualTo("kept");
        }
    }

    private static Connection connect(EmbeddedBroker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.uri());
        return factory.newConnection();
    }

    private static void declare(Channel channel) throws Exception {
        channel.exchangeDeclare(QUEUE, "direct", true);
        channel.queueDeclare(QUEUE, true, false, false, Map.of());
        channel.queueBind(QUEUE, QUEUE, QUEUE);
    }

    private static void publish(Channel channel, String key, String body) throws Exception {
        channel.basicPublish(
                QUEUE, key, true, MessageProperties.PERSISTENT_TEXT_PLAIN, body.getBytes(StandardCharsets.UTF_8));
    }

    private static BlockingQueue<Delivery> consume(Channel channel) throws Exception {
        BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();
        channel.basicConsume(QUEUE, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                delivered.add(new Delivery(envelope, properties, body));
            }
        });
        return delivered;
    }

    private static Delivery next(BlockingQueue<Delivery> delivered) throws InterruptedException {
        return Objects.requireNonNull(delivered.poll(10, TimeUnit.SECONDS), "nothing was delivered");
    }

    private static String text(Delivery delivery) {
        return new String(delivery.getBody(), StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable GetResponse response) {
        return response == null ? null : new String(response.getBody(), StandardCharsets.UTF_8);
    }
}

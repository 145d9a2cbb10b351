package io.apium.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.apium.testkit.server.RabbitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawAmqpPublisherIT {

    private final String url = RabbitServer.shared().url();
    private final String queue = "raw-" + UUID.randomUUID();
    private Connection connection;
    private Channel channel;
    private RawAmqpPublisher publisher;

    @BeforeEach
    void open() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.queueDeclare(queue, false, false, true, null);
        publisher = RawAmqpPublisher.connect(url);
    }

    @AfterEach
    void close() throws Exception {
        publisher.close();
        channel.queueDelete(queue);
        connection.close();
    }

    @Test
    void a_message_arrives_as_it_was_written() throws Exception {
        String body = "[\"" + "x".repeat(300_000) + "\"]";
        AmqpTable headers = AmqpTable.EMPTY.with("task", "math.add").with("retries", AmqpField.integer(7));

        assertThat(publisher.publish(
                        queue,
                        AmqpMessage.of(headers, body).withReply("to", "about").withPriority(3)))
                .isTrue();

        GetResponse got = channel.basicGet(queue, true);
        assertThat(new String(got.getBody(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(got.getProps().getHeaders()).containsEntry("retries", 7).containsKey("task");
        assertThat(got.getProps().getContentType()).isEqualTo("application/json");
        assertThat(got.getProps().getContentEncoding()).isEqualTo("utf-8");
        assertThat(got.getProps().getReplyTo()).isEqualTo("to");
        assertThat(got.getProps().getCorrelationId()).isEqualTo("about");
        assertThat(got.getProps().getPriority()).isEqualTo(3);
    }

    @Test
    void a_small_message_waits_for_no_acknowledgement_of_tcp() throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            long began = System.nanoTime();
            publisher.publish(queue, AmqpMessage.of(AmqpTable.EMPTY, "[]"));
            times.add(Duration.ofNanos(System.nanoTime() - began));
        }
        Collections.sort(times);

        assertThat(times.get(20))
                .as("the median; Linux delays an acknowledgement by 40 ms")
                .isLessThan(Duration.ofMillis(35));
    }

    @ParameterizedTest
    @EnumSource(AmqpType.class)
    void rabbitmq_passes_on_every_type(AmqpType type) throws Exception {
        SplittableRandom random = new SplittableRandom(type.code());
        for (int i = 1; i <= 20; i++) {
            AmqpTable headers = AmqpTable.EMPTY.with("odd", type.field(random));

            assertThat(publisher.publish(queue, AmqpMessage.of(headers, "[]"))).isTrue();
        }
        assertThat(channel.queueDeclarePassive(queue).getMessageCount()).isEqualTo(20);
    }

    @Test
    void what_no_queue_takes_is_told() throws Exception {
        assertThat(publisher.publish("nowhere-" + queue, AmqpMessage.of(AmqpTable.EMPTY, "[]")))
                .isFalse();
        assertThat(publisher.publish(queue, AmqpMessage.of(AmqpTable.EMPTY, "")))
                .isTrue();
    }

    @Test
    void what_rabbitmq_refuses_is_told() throws Exception {
        AmqpTable headers = AmqpTable.EMPTY.with("CC", "a text, and no list");

        assertThatThrownBy(() -> publisher.publish(queue, AmqpMessage.of(headers, "[]")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("406");
        assertThatThrownBy(() -> publisher.publish(
                        queue, AmqpMessage.of(AmqpTable.EMPTY.with("long", "x".repeat(200_000)), "[]")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must fit a frame");
    }
}

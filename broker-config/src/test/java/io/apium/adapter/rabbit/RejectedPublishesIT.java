package io.apium.adapter.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.adapter.config.QueueProperties;
import io.apium.adapter.rabbit.frame.ServerSizeLimit;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.broker.RawMessage;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A message that cannot be published fails by itself; those before, beside and after it are confirmed. */
class RejectedPublishesIT {

    private static final List<String> CHARACTERS = List.of("a", "ž", "任", "🐎");
    private static final List<String> PROPERTIES =
            List.of("content_type", "content_encoding", "correlation_id", "reply_to");
    private static final String BODY = "W10=";

    private final String url = RabbitServer.shared().url();
    private final RabbitBroker broker = RabbitBrokerIT.broker(url, QueueType.CLASSIC);
    private final QueueName queue = TaskExamples.queue();

    @AfterEach
    void close() {
        broker.close();
    }

    private record Publish(boolean good, RawMessage message) {}

    @Test
    void good_messages_are_confirmed_and_bad_ones_rejected_in_any_mixture() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<Publish> publishes = new ArrayList<>();
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Publish publish = random.nextInt(3) == 0 ? atABound(random) : good();
            publishes.add(publish);
            futures.add(broker.publish(queue, publish.message()));
        }

        for (int i = 0; i < futures.size(); i++) {
            if (publishes.get(i).good()) {
                ListenerInbox.done(futures.get(i));
            } else {
                assertThat(futures.get(i))
                        .as("seed " + seed + ", message " + i)
                        .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(MessageRejectedException.class)
                        .withMessageContaining("'" + queue + "'");
            }
        }
        ListenerInbox.done(broker.publish(TaskExamples.simple(queue)));
        long good = publishes.stream().filter(Publish::good).count();
        RabbitBrokerIT.direct(channel -> {
            assertThat(channel.messageCount(queue.name())).isEqualTo(good + 1);
            return channel;
        });
    }

    private static Publish good() {
        return new Publish(true, new RawMessage(Map.of("id", "an-id"), Map.of("correlation_id", "an-id"), BODY));
    }

    private static Publish atABound(Random random) {
        int bytes = 254 + random.nextInt(3);
        String text = text(CHARACTERS.get(random.nextInt(CHARACTERS.size())), bytes);
        boolean good = bytes <= 255;
        return switch (random.nextInt(6)) {
            case 0 -> new Publish(good, new RawMessage(Map.of(), Map.of(property(random), text), BODY));
            case 1 -> new Publish(good, headers(Map.of(text, 1)));
            case 2 -> new Publish(good, headers(Map.of("deep", List.of(Map.of(text, 1)))));
            case 3 -> {
                int size =
                        List.of(100, 10_000, 130_000, 131_072, 200_000, 300_000).get(random.nextInt(6));
                yield new Publish(size <= 130_000, headers(Map.of("big", "x".repeat(size))));
            }
            case 4 -> {
                int levels = List.of(3, 100, 101, 5_000).get(random.nextInt(4));
                yield new Publish(levels <= 100, headers(Map.of("deep", levels(levels))));
            }
            default -> new Publish(false, headers(Map.of(random.nextBoolean() ? "CC" : "BCC", "celery")));
        };
    }

    private static String property(Random random) {
        return PROPERTIES.get(random.nextInt(PROPERTIES.size()));
    }

    private static RawMessage headers(Map<String, Object> headers) {
        Map<String, @Nullable Object> all = new HashMap<>(headers);
        return new RawMessage(all, Map.of(), BODY);
    }

    private static String text(String character, int bytes) {
        int each = character.getBytes(UTF_8).length;
        return character.repeat(bytes / each) + "a".repeat(bytes % each);
    }

    private static Object levels(int count) {
        Object value = List.of();
        for (int level = 1; level < count; level++) {
            value = List.of(value);
        }
        return value;
    }

    /** What no check foresaw: the client counts the message, throws, and sends nothing. */
    @Test
    void whatever_the_client_throws_is_one_messages_failure_and_the_channel_is_retired() throws Exception {
        BrokerProperties properties = new BrokerProperties(url, QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));
        Executor tellers = Thread::startVirtualThread;
        try (RabbitConnections connections = new RabbitConnections(properties, "test")) {
            RabbitTopology topology =
                    RabbitTopology.of(connections.factory(), properties, QueueProperties.USUAL, QueueUse.NONE);
            topology.declare(queue);
            Connection connection = connections.publishing();
            Channel channel = connection.createChannel();
            ConfirmChannel confirmChannel = new ConfirmChannel(channel, topology, new ServerSizeLimit(), tellers);
            List<CompletableFuture<Void>> before = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                before.add(confirmChannel.publish(queue, written(Map.of("id", "an-id"))));
            }

            CompletableFuture<Void> odd = confirmChannel.publish(queue, written(Map.of("odd", Instant.EPOCH)));

            assertThat(odd)
                    .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(MessageRejectedException.class);
            ListenerInbox.done(CompletableFuture.allOf(before.toArray(CompletableFuture<?>[]::new)));
            assertThat(confirmChannel.isOpen()).isFalse();
            await().atMost(ListenerInbox.PATIENCE).until(() -> !channel.isOpen());
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void a_message_for_a_channel_that_is_closed_fails_and_nothing_goes_on_behind_it() throws Exception {
        BrokerProperties properties = new BrokerProperties(url, QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));
        AtomicInteger told = new AtomicInteger();
        Executor tellers = work -> {
            told.incrementAndGet();
            Thread.startVirtualThread(work);
        };
        try (RabbitConnections connections = new RabbitConnections(properties, "test")) {
            RabbitTopology topology =
                    RabbitTopology.of(connections.factory(), properties, QueueProperties.USUAL, QueueUse.NONE);
            Channel channel = connections.publishing().createChannel();
            ConfirmChannel confirmChannel = new ConfirmChannel(channel, topology, new ServerSizeLimit(), tellers);
            channel.close();

            assertThat(confirmChannel.publish(queue, written(Map.of())))
                    .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BrokerUnavailableException.class);
            confirmChannel.close();
            await().during(Duration.ofMillis(300))
                    .atMost(ListenerInbox.PATIENCE)
                    .until(() -> told.get() < 10);
        }
    }

    private static Written written(Map<String, Object> headers) {
        return new Written(new BasicProperties.Builder().headers(headers).build(), new byte[] {'x'});
    }

    /**
     * The error names the full queue, unlike the error for a broker that is away, and messages for other queues are
     * confirmed.
     */
    @Test
    void a_message_for_a_full_queue_says_so_and_those_for_others_are_confirmed() throws Exception {
        QueueName full = TaskExamples.queue();
        RabbitBrokerIT.direct(channel -> channel.queueDeclare(
                full.name(), true, false, false, Map.of("x-max-length", 1, "x-overflow", "reject-publish")));
        ListenerInbox.done(broker.publish(TaskExamples.simple(full)));
        List<CompletableFuture<Void>> others = new ArrayList<>();
        List<CompletableFuture<Void>> refused = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            others.add(broker.publish(TaskExamples.simple(queue)));
            refused.add(broker.publish(TaskExamples.simple(full)));
        }

        ListenerInbox.done(CompletableFuture.allOf(others.toArray(CompletableFuture<?>[]::new)));
        for (CompletableFuture<Void> one : refused) {
            assertThat(one)
                    .completesExceptionallyWithin(ListenerInbox.PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BrokerUnavailableException.class)
                    .withMessageContaining("queue '" + full + "' rejected the message: it is full");
        }
        ListenerInbox.done(broker.publish(TaskExamples.simple(queue)));
    }
}

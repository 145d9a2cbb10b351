package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.bound.RabbitBounds;
import io.apium.adapter.config.QueueProperties;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.AmqpResourceNotAvailableException;

class RabbitTopologyTest {

    private static final QueueName GOOD = new QueueName("good");
    private static final QueueName ODD = new QueueName("odd");

    private final Map<QueueName, RuntimeException> failures = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final RabbitTopology topology = new RabbitTopology(queue -> {
        asked.incrementAndGet();
        RuntimeException failure = failures.get(queue);
        if (failure != null) {
            throw failure;
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {AMQP.ACCESS_REFUSED, AMQP.RESOURCE_LOCKED, AMQP.PRECONDITION_FAILED})
    void a_queue_that_the_broker_refuses_is_rejected_with_the_reason_and_others_are_declared(int code) {
        failures.put(ODD, refused(code));

        assertThatThrownBy(() -> topology.declare(ODD))
                .isInstanceOf(MessageRejectedException.class)
                .hasMessageContaining("'odd'")
                .hasMessageContaining("because of " + code);
        assertThatCode(() -> topology.declare(GOOD)).doesNotThrowAnyException();
        assertThat(topology.isDeclared(GOOD)).isTrue();
        assertThat(topology.isDeclared(ODD)).isFalse();
    }

    @Test
    void a_queue_that_cannot_be_found_or_a_broker_that_is_away_may_be_back_later() {
        failures.put(ODD, refused(AMQP.NOT_FOUND));
        failures.put(GOOD, new AmqpConnectException(new IOException("connection refused")));

        assertThatThrownBy(() -> topology.declare(ODD)).isInstanceOf(BrokerUnavailableException.class);
        assertThatThrownBy(() -> topology.declare(GOOD)).isInstanceOf(BrokerUnavailableException.class);
    }

    @Test
    void a_refused_queue_is_not_asked_for_at_every_message() {
        failures.put(ODD, refused(AMQP.ACCESS_REFUSED));

        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> topology.declare(ODD)).isInstanceOf(MessageRejectedException.class);
        }

        assertThat(asked).hasValueLessThan(100);
    }

    @Test
    void a_broker_that_was_away_is_asked_again_at_once() {
        failures.put(GOOD, new AmqpConnectException(new IOException("connection refused")));
        assertThatThrownBy(() -> topology.declare(GOOD)).isInstanceOf(BrokerUnavailableException.class);
        failures.clear();

        assertThatCode(() -> topology.declare(GOOD)).doesNotThrowAnyException();
    }

    @Test
    void a_queue_without_an_answer_holds_up_no_other() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        RabbitTopology slow = new RabbitTopology(queue -> {
            if (queue.equals(ODD)) {
                begun.countDown();
                join(answer);
            }
        });
        CompletableFuture<Void> odd = CompletableFuture.runAsync(() -> slow.declare(ODD), Thread::startVirtualThread);
        begun.await();

        ListenerInbox.done(CompletableFuture.runAsync(() -> slow.declare(GOOD), Thread::startVirtualThread));
        assertThat(odd).isNotDone();

        answer.countDown();
        ListenerInbox.done(odd);
    }

    @Test
    void many_messages_to_new_queues_take_few_channels_at_once() throws Exception {
        AtomicInteger asking = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        RabbitTopology busy = topology(_ -> {
            asking.incrementAndGet();
            join(answer);
            return true;
        });
        List<Thread> publishers = IntStream.range(0, 200)
                .mapToObj(i -> Thread.startVirtualThread(() -> busy.declareForMessage(new QueueName("new-" + i))))
                .toList();

        await().until(() -> publishers.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
        assertThat(asking).hasValue(16);

        answer.countDown();
        for (Thread publisher : publishers) {
            publisher.join();
        }
    }

    @Test
    void a_check_that_fails_counts_as_an_outage() {
        RabbitTopology full = topology(_ -> {
            throw new AmqpResourceNotAvailableException("The channelMax limit is reached. Try later.");
        });

        assertThatThrownBy(() -> full.declareForMessage(GOOD))
                .isInstanceOf(BrokerUnavailableException.class)
                .hasMessageContaining("channelMax");
    }

    private static RabbitTopology topology(Predicate<QueueName> exists) {
        return new RabbitTopology(
                _ -> {}, new RequestedQueues(QueueProperties.USUAL, exists, QueueUse.NONE, System::nanoTime));
    }

    private static void join(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void as_many_queues_are_remembered_as_the_bound_says() {
        long max = RabbitBounds.DECLARED_QUEUES.max();
        for (int i = 0; i < max + 100; i++) {
            topology.declare(new QueueName("queue-" + i));
        }

        long remembered = java.util.stream.LongStream.range(0, max + 100)
                .filter(i -> topology.isDeclared(new QueueName("queue-" + i)))
                .count();
        assertThat(remembered).isEqualTo(max);
    }

    private static AmqpIOException refused(int code) {
        AMQP.Channel.Close close = new AMQP.Channel.Close.Builder()
                .replyCode(code)
                .replyText("because of " + code)
                .build();
        return new AmqpIOException(
                new IOException(new ShutdownSignalException(false, false, (com.rabbitmq.client.Method) close, null)));
    }
}

package io.apium.adapter.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.BrokerProperties.QueueType;
import io.apium.adapter.config.QueueProperties;
import io.apium.broker.Delivery;
import io.apium.task.QueueName;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RabbitServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DeafConsumerIT {

    private static final int MESSAGES = 20;
    private static final int PREFETCH = 10;

    private final String url = RabbitServer.shared().url();
    private final BrokerProperties properties =
            new BrokerProperties(url, QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));

    /** A receiver that never returns holds up its channel for good, while the connection's heartbeats go on. */
    @Test
    void a_consumer_that_went_deaf_on_a_live_connection_is_given_up_and_another_gets_the_messages() throws Exception {
        QueueName queue = TaskExamples.queue();
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        try (RabbitBroker broker = RabbitBrokerIT.broker(url, QueueType.CLASSIC);
                RabbitConnections connections = new RabbitConnections(properties, "deaf")) {
            for (int i = 0; i < MESSAGES; i++) {
                ListenerInbox.done(broker.publish(TaskExamples.simple(queue)));
            }

            RabbitTopology topology =
                    RabbitTopology.of(connections.factory(), properties, QueueProperties.USUAL, QueueUse.NONE);
            try (RabbitPublisher publisher = new RabbitPublisher(connections, topology);
                    RecoveringSubscription recoveringSubscription = new RecoveringSubscription(
                            connections,
                            topology,
                            new MessageReader(1_000_000),
                            new RedeliveryCountReset(publisher),
                            new RecoveringSubscription.Terms(List.of(queue), PREFETCH, Duration.ofSeconds(2)),
                            delivery -> {
                                if (first.getAndSet(false)) {
                                    awaitUninterruptibly(never);
                                } else {
                                    inbox.accept(delivery);
                                }
                            })) {
                Set<String> ids = new HashSet<>();
                while (ids.size() < MESSAGES) {
                    Delivery delivery = inbox.next();
                    delivery.ack();
                    ids.add(((Delivery.Content.Task) delivery.content())
                            .message()
                            .id()
                            .value());
                }

                assertThat(ids).hasSize(MESSAGES);
                assertThat(recoveringSubscription.isAttached()).isTrue();
            } finally {
                never.countDown();
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

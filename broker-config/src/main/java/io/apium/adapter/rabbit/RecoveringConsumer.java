package io.apium.adapter.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.rabbit.ConsumerChannel.QueueRefusedException;
import io.apium.adapter.rabbit.RecoveringSubscription.Terms;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/**
 * Keeps a channel open that consumes some queues. One thread of its own opens it, watches over it, and opens another when it
 * is lost, with a growing pause while the broker is away or channels die young.
 *
 * <pre>
 *   what fails                                                then
 *   ────────────────────────────────────────────────────────  ─────────────────────────────────────────────────────────
 *   the broker is away                                        all queues wait until it is back
 *   one of several queues: refused, deleted, no read access   it is given away, to a keeper of its own; the others go on
 *   the only queue                                            it is tried again until it can be consumed
 * </pre>
 *
 * <p>The watchdog: when messages are ready in a queue, fewer are in hand than its prefetch allows, and none has come for
 * a while, the consumer has gone deaf, whatever its connection says: the connection is given up.
 */
final class RecoveringConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveringConsumer.class);

    private final RabbitConnections connections;
    private final RabbitTopology topology;
    private final DeliveryHandler handler;
    private final Terms terms;
    private final Consumer<QueueName> givenAway;
    private final ReopenPause pause = new ReopenPause();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Thread thread;
    private volatile List<QueueName> queues;
    private volatile @Nullable ConsumerChannel current;
    private volatile String problem = "the consumer is being opened";
    private boolean told;

    /** @param givenAway takes a queue that this keeper no longer consumes; must return at once */
    RecoveringConsumer(
            RabbitConnections connections,
            RabbitTopology topology,
            DeliveryHandler handler,
            Terms terms,
            Consumer<QueueName> givenAway) {
        this.connections = connections;
        this.topology = topology;
        this.handler = handler;
        this.terms = terms;
        this.givenAway = givenAway;
        this.queues = terms.queues();
        this.thread = connections.vital().start(Thread.ofVirtual().name("consumes " + terms.queues()), this::keep);
    }

    private void keep() {
        try {
            while (cancelled.getCount() > 0) {
                Duration wait = kept();
                if (wait.isPositive()) {
                    boolean _ = cancelled.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** One channel, from opening to loss; returns how long to wait before the next one. */
    private Duration kept() throws InterruptedException {
        try {
            ConsumerChannel channel = open();
            if (pause.trusts(Duration.ZERO)) {
                LOG.info("consuming {}", queues);
            }
            watch(channel);
            Duration wait = pause.afterLoss(channel.age());
            failed(wait.isPositive(), "each channel is lost within seconds");
            return wait;
        } catch (BrokerUnavailableException
                | MessageRejectedException
                | AmqpException
                | IOException
                | ShutdownSignalException away) {
            failed(true, RabbitConnections.reason(away));
            return pause.afterFailure();
        } catch (RuntimeException | Error unforeseen) {
            LOG.error("consumer failed; opening it again: queues={}", queues, unforeseen);
            problem = String.valueOf(unforeseen);
            return pause.afterFailure();
        }
    }

    private void failed(boolean again, String why) {
        problem = why;
        if (again && !told && cancelled.getCount() > 0) {
            LOG.warn("cannot consume {}; trying again until it can be consumed: {}", queues, why);
        }
        told = again;
    }

    private ConsumerChannel open() throws IOException {
        while (true) {
            Connection connection = connections.consuming();
            declare();
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new BrokerUnavailableException(
                        "channel limit of this RabbitMQ connection reached (channel-max)", null);
            }
            ConsumerChannel opened = new ConsumerChannel(channel, handler, this::ended);
            current = opened;
            try {
                opened.consume(queues, terms.prefetchEach());
            } catch (QueueRefusedException refused) {
                if (giveAway(refused.queue())) {
                    continue;
                }
                throw refused;
            } catch (IOException | RuntimeException failed) {
                opened.close();
                throw failed;
            }
            if (cancelled.getCount() == 0) {
                // it was cancelled before there was a channel to tell
                opened.cancel();
            }
            return opened;
        }
    }

    private void declare() {
        for (QueueName queue : queues) {
            try {
                topology.forget(queue);
                topology.declare(queue);
            } catch (MessageRejectedException | BrokerUnavailableException failed) {
                if (!connections.publishing().isOpen() || !giveAway(queue)) {
                    throw failed;
                }
            }
        }
    }

    /** Returns false where it is the only one. */
    private synchronized boolean giveAway(QueueName queue) {
        List<QueueName> others =
                queues.stream().filter(each -> !each.equals(queue)).toList();
        if (others.isEmpty() || others.size() == queues.size()) {
            return false;
        }
        queues = others;
        givenAway.accept(queue);
        return true;
    }

    /** RabbitMQ ended the consumer of one queue. The channel is closed on another thread: this one reads the answers. */
    private void ended(QueueName queue) {
        LOG.warn("RabbitMQ ended the consumer of a queue that was deleted or moved: queue={}", queue);
        ConsumerChannel channel = current;
        if (!giveAway(queue) && channel != null) {
            Thread.startVirtualThread(channel::close);
        }
    }

    /** Returns when the channel is lost or given up. */
    private void watch(ConsumerChannel channel) throws InterruptedException {
        while (!channel.awaitClosed(terms.deafAfter().dividedBy(3))) {
            if (cancelled.getCount() == 0) {
                return;
            }
            // with more in hand, one queue's part may be exhausted, and nothing is wrong
            if (channel.unsettled() < terms.prefetchEach()
                    && channel.sinceLastDelivery().compareTo(terms.deafAfter()) > 0
                    && hasReady(channel)) {
                LOG.warn(
                        "consumer of {} went deaf: messages are ready and none came for {}", queues, terms.deafAfter());
                channel.abort();
                return;
            }
        }
    }

    private boolean hasReady(ConsumerChannel channel) {
        try {
            for (QueueName queue : queues) {
                if (channel.ready(queue) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException | ShutdownSignalException noAnswer) {
            LOG.debug("the broker did not say how many messages are ready", noAnswer);
            return true;
        }
    }

    /** Why each queue is not consumed at this moment; empty where all are. */
    Map<QueueName, String> unattached() {
        ConsumerChannel channel = current;
        if (channel != null && channel.isAttached() && pause.trusts(channel.age())) {
            return Map.of();
        }
        String why = problem;
        return queues.stream().collect(Collectors.toMap(queue -> queue, _ -> why));
    }

    void cancel() {
        connections.vital().release(thread);
        cancelled.countDown();
        ConsumerChannel channel = current;
        if (channel != null) {
            channel.cancel();
        }
    }

    void close() {
        cancel();
        thread.interrupt();
        ConsumerChannel channel = current;
        if (channel != null) {
            channel.close();
        }
    }
}

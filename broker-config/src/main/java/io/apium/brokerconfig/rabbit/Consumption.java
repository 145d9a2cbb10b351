package io.apium.brokerconfig.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.BrokerUnavailable;
import io.apium.broker.Delivery;
import io.apium.brokerconfig.wire.MessageReader;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A consumer that outlives its channels. One thread of its own opens a channel, watches over it, and opens another when
 * it is lost, with a growing pause while the broker is away.
 *
 * <p>The watchdog: when messages are ready in a queue, fewer are in hand than its prefetch allows, and none has come for
 * a while, the consumer has gone deaf, whatever its connection says: the connection is given up.
 */
final class Consumption implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);

    /** How long no message may come before the broker is asked whether there are any. */
    static final Duration DEAF_AFTER = Duration.ofSeconds(15);

    /**
     * What is consumed.
     *
     * @param prefetch messages in hand at once, over all queues
     * @param deafAfter how long no message may come before the broker is asked whether there are any
     */
    record Terms(List<QueueName> queues, int prefetch, Duration deafAfter) {

        Terms {
            queues = List.copyOf(queues);
        }

        int prefetchEach() {
            return Math.max(1, prefetch / queues.size());
        }
    }

    private final Connections connections;
    private final Topology topology;
    private final MessageReader reader;
    private final Renewal renewal;
    private final Terms terms;
    private final Consumer<Delivery> sink;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Thread keeper;
    private volatile @Nullable ConsumerChannel current;

    Consumption(
            Connections connections,
            Topology topology,
            MessageReader reader,
            Renewal renewal,
            Terms terms,
            Consumer<Delivery> sink) {
        this.connections = connections;
        this.topology = topology;
        this.reader = reader;
        this.renewal = renewal;
        this.terms = terms;
        this.sink = sink;
        this.keeper = connections.vital().start(Thread.ofVirtual().name("consumes " + terms.queues()), this::keep);
    }

    private void keep() {
        ExponentialBackOff pauses = new ExponentialBackOff(100, 2);
        pauses.setMaxInterval(2_000);
        BackOffExecution pause = pauses.start();
        boolean told = false;
        try {
            while (cancelled.getCount() > 0) {
                try {
                    ConsumerChannel channel = open();
                    LOG.info("consuming {}", terms.queues());
                    pause = pauses.start();
                    told = false;
                    watch(channel);
                } catch (BrokerUnavailable | AmqpException | IOException | ShutdownSignalException away) {
                    if (!told) {
                        LOG.warn(
                                "cannot consume {}; trying again until the broker is back: {}",
                                terms.queues(),
                                reason(away));
                        told = true;
                    }
                    cancelled.await(pause.nextBackOff(), TimeUnit.MILLISECONDS);
                } catch (RuntimeException | Error unforeseen) {
                    LOG.error("consumer failed; opening it again: queues={}", terms.queues(), unforeseen);
                    cancelled.await(pause.nextBackOff(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private ConsumerChannel open() throws IOException {
        Connection connection = connections.consuming();
        topology.forget();
        terms.queues().forEach(topology::declare);
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new BrokerUnavailable("RabbitMQ gives no more channels on this connection", null);
        }
        ConsumerChannel opened = new ConsumerChannel(channel, reader, renewal, sink);
        current = opened;
        opened.consume(terms.queues(), terms.prefetchEach());
        if (cancelled.getCount() == 0) {
            // it was cancelled before there was a channel to tell
            opened.cancel();
        }
        return opened;
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
                        "consumer of {} went deaf: messages are ready and none came for {}",
                        terms.queues(),
                        terms.deafAfter());
                channel.abort();
                return;
            }
        }
    }

    private boolean hasReady(ConsumerChannel channel) {
        try {
            for (QueueName queue : terms.queues()) {
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

    private static String reason(Exception away) {
        return String.valueOf(away.getMessage());
    }

    @Override
    public boolean isAttached() {
        ConsumerChannel channel = current;
        return channel != null && channel.isAttached();
    }

    @Override
    public void cancel() {
        connections.vital().release(keeper);
        cancelled.countDown();
        ConsumerChannel channel = current;
        if (channel != null) {
            channel.cancel();
        }
    }

    @Override
    public void close() {
        cancel();
        keeper.interrupt();
        ConsumerChannel channel = current;
        if (channel != null) {
            channel.close();
        }
    }
}

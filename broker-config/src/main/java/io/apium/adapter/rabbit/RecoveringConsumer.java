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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes some queues on one channel, which a {@link ReconnectLoop} opens again when it is lost.
 *
 * <pre>
 *   what fails                                                then
 *   ────────────────────────────────────────────────────────  ─────────────────────────────────────────────────────────
 *   the broker is unavailable                                 no queue is consumed until it is back
 *   one of several queues: rejected, deleted, no permission   it moves to a channel of its own; the others are consumed
 *   the only queue                                            the consumer is retried until the queue can be consumed
 * </pre>
 *
 * <p>The watchdog: when a queue has ready messages, fewer than its prefetch are unacked, and none was delivered for 15
 * s, the consumer is deaf although its connection looks alive: the connection is aborted and opened again.
 */
final class RecoveringConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveringConsumer.class);

    private final RabbitConnections connections;
    private final RabbitTopology topology;
    private final DeliveryHandler handler;
    private final Terms terms;
    private final Consumer<QueueName> released;
    private final ReconnectLoop loop;
    private volatile List<QueueName> queues;
    private volatile @Nullable ConsumerChannel current;

    /** @param released receives a queue that this consumer no longer consumes; must return at once */
    RecoveringConsumer(
            RabbitConnections connections,
            RabbitTopology topology,
            DeliveryHandler handler,
            Terms terms,
            Consumer<QueueName> released) {
        this.connections = connections;
        this.topology = topology;
        this.handler = handler;
        this.terms = terms;
        this.released = released;
        this.queues = terms.queues();
        this.loop = new ReconnectLoop(connections.vital(), () -> "consumer of " + queues, this::consume);
        loop.start("consumes " + terms.queues());
    }

    /** Consumes on one channel, from opening to loss. */
    private Duration consume() throws IOException, InterruptedException {
        ConsumerChannel channel = open();
        if (loop.trusts(Duration.ZERO)) {
            LOG.info("consumer ready: queues={}", queues);
        }
        watch(channel);
        return channel.age();
    }

    private ConsumerChannel open() throws IOException {
        while (true) {
            Connection connection = connections.consuming();
            declare();
            Channel channel = RabbitConnections.channel(connection);
            ConsumerChannel opened = new ConsumerChannel(channel, handler, this::consumerEnded);
            current = opened;
            try {
                opened.consume(queues, terms.prefetchEach());
            } catch (QueueRefusedException refused) {
                if (release(refused.queue())) {
                    continue;
                }
                throw refused;
            } catch (IOException | RuntimeException failed) {
                opened.close();
                throw failed;
            }
            if (loop.isStopped()) {
                // cancel() may have run before there was a channel
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
                if (!connections.publishing().isOpen() || !release(queue)) {
                    throw failed;
                }
            }
        }
    }

    /** Moves the queue to another consumer. Returns false where it is the only one. */
    private synchronized boolean release(QueueName queue) {
        List<QueueName> others =
                queues.stream().filter(each -> !each.equals(queue)).toList();
        if (others.isEmpty() || others.size() == queues.size()) {
            return false;
        }
        queues = others;
        released.accept(queue);
        return true;
    }

    /**
     * RabbitMQ ended the consumer of one queue. The channel is closed on another thread, since this one reads the
     * answers.
     */
    private void consumerEnded(QueueName queue) {
        LOG.warn("RabbitMQ ended the consumer of a queue that was deleted or moved: queue={}", queue);
        ConsumerChannel channel = current;
        if (!release(queue) && channel != null) {
            Thread.startVirtualThread(channel::close);
        }
    }

    /** Returns when the channel is lost or aborted. */
    private void watch(ConsumerChannel channel) throws InterruptedException {
        while (!channel.awaitClosed(terms.deafAfter().dividedBy(3))) {
            if (loop.isStopped()) {
                return;
            }
            // with more unacked messages, one queue may have used its prefetch
            if (channel.unsettled() < terms.prefetchEach()
                    && channel.sinceLastDelivery().compareTo(terms.deafAfter()) > 0
                    && hasReady(channel)) {
                LOG.warn("consumer deaf, reconnecting: queues={} silence={}", queues, terms.deafAfter());
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
            LOG.debug("number of ready messages not known", noAnswer);
            return true;
        }
    }

    /** Why each queue is not being consumed; empty where all are. */
    Map<QueueName, String> unattached() {
        ConsumerChannel channel = current;
        if (channel != null && channel.isAttached() && loop.trusts(channel.age())) {
            return Map.of();
        }
        String why = loop.problem();
        return queues.stream().collect(Collectors.toMap(queue -> queue, _ -> why));
    }

    void cancel() {
        loop.stop();
        ConsumerChannel channel = current;
        if (channel != null) {
            channel.cancel();
        }
    }

    void close() {
        cancel();
        loop.interrupt();
        ConsumerChannel channel = current;
        if (channel != null) {
            channel.close();
        }
    }
}

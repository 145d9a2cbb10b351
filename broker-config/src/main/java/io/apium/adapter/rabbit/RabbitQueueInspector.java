package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.QueueInspector;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;

/**
 * Asks RabbitMQ by passive declaration, which needs neither its management plugin nor more rights than consuming. Each
 * queue takes one round trip; RabbitMQ closes the channel over a queue that does not exist, and another is opened.
 */
public final class RabbitQueueInspector implements QueueInspector {

    private final RabbitConnections connections;
    private final QueueUse use;

    public RabbitQueueInspector(RabbitConnections connections, QueueUse use) {
        this.connections = connections;
        this.use = use;
    }

    private interface Request<T> {

        T on(Channel channel) throws IOException;
    }

    @Override
    public List<QueueName> created() {
        return use.unusedSince(Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    @Override
    public Map<QueueName, QueueDepth> depths(Collection<QueueName> queues) {
        Map<QueueName, QueueDepth> depths = new LinkedHashMap<>();
        try (Requests requests = new Requests()) {
            for (QueueName queue : queues) {
                requests.ask(channel -> channel.queueDeclarePassive(queue.name()))
                        .ifPresent(answer ->
                                depths.put(queue, new QueueDepth(answer.getMessageCount(), answer.getConsumerCount())));
            }
        }
        return depths;
    }

    @Override
    public OptionalInt purge(QueueName queue) {
        try (Requests requests = new Requests()) {
            return requests.ask(channel -> channel.queuePurge(queue.name()))
                    .map(answer -> OptionalInt.of(answer.getMessageCount()))
                    .orElseGet(OptionalInt::empty);
        }
    }

    /** Requests about queues on one channel, or on a new one after a queue that does not exist. */
    private final class Requests implements AutoCloseable {

        private Channel channel = open();

        private Channel open() {
            try {
                return RabbitConnections.channel(connections.publishing());
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        /** @return empty where there is no such queue */
        <T> Optional<T> ask(Request<T> request) {
            try {
                if (!channel.isOpen()) {
                    channel = open();
                }
                return Optional.of(request.on(channel));
            } catch (IOException | ShutdownSignalException e) {
                if (isMissing(e)) {
                    return Optional.empty();
                }
                throw unavailable(e);
            }
        }

        private static boolean isMissing(Throwable failed) {
            ShutdownSignalException closed = RabbitTopology.signal(failed);
            return closed != null
                    && closed.getReason() instanceof AMQP.Channel.Close close
                    && close.getReplyCode() == AMQP.NOT_FOUND;
        }

        private static BrokerUnavailableException unavailable(Throwable failed) {
            return new BrokerUnavailableException(
                    "RabbitMQ does not answer about queues: " + RabbitConnections.reason(failed), failed);
        }

        @Override
        public void close() {
            try {
                if (channel.isOpen()) {
                    channel.close();
                }
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                // its connection is lost, and the channel with it
            }
        }
    }
}

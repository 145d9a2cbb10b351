package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.config.QueueProperties;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.CreatedQueues;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes unused queues on a connection of its own, which is open as long as there are queues to delete: RabbitMQ
 * closes the connection that would delete a quorum queue on the condition that it is unused. Quorum queues are not
 * deleted.
 *
 * <pre>
 *   RabbitMQ answers               since the queue                     then
 *   ─────────────────────────────  ──────────────────────────────────  ───────────────────────────────────────
 *   ok                             was unused and empty, or missing    its exchange is deleted, if it is unbound
 *   406, the channel closes        has messages or consumers           it is recorded as used now
 *   nothing                        RabbitMQ is unavailable             the same
 *   540, the connection closes     is a quorum queue                   it is not recorded any more, and stays
 * </pre>
 */
public final class RabbitCreatedQueues implements CreatedQueues {

    private static final Logger LOG = LoggerFactory.getLogger(RabbitCreatedQueues.class);

    private static final int CLOSE_MILLIS = 1_000;

    private final RabbitConnections connections;
    private final QueueUse use;
    private final QueueProperties properties;

    public RabbitCreatedQueues(RabbitConnections connections, QueueUse use, QueueProperties properties) {
        this.connections = connections;
        this.use = use;
        this.properties = properties;
    }

    @Override
    public List<QueueName> deleteUnused(Instant now) {
        if (properties.unusedQueuesAfter().isZero()) {
            return List.of();
        }
        List<QueueName> gone = new ArrayList<>();
        Connection connection = null;
        try {
            for (QueueName queue : use.unusedSince(now.minus(properties.unusedQueuesAfter()))) {
                // of several processes, the one that removes the record deletes the queue
                if (use.forget(queue)) {
                    connection = connection != null && connection.isOpen() ? connection : open(queue);
                    if (isDeleted(connection, queue)) {
                        gone.add(queue);
                    }
                }
            }
        } finally {
            if (connection != null) {
                connection.abort(CLOSE_MILLIS);
            }
        }
        return gone;
    }

    private boolean isDeleted(Connection connection, QueueName queue) {
        try {
            Channel channel = connection.createChannel();
            channel.queueDelete(queue.name(), true, true);
            channel.exchangeDelete(queue.name(), true);
            channel.close();
            return true;
        } catch (IOException | TimeoutException | ShutdownSignalException refused) {
            if (isForGood(refused)) {
                LOG.info("unused queue not deleted: queue={} reason={}", queue, RabbitConnections.reason(refused));
            } else {
                use.created(queue);
            }
            return false;
        }
    }

    private static boolean isForGood(Throwable refused) {
        Throwable signal = refused instanceof ShutdownSignalException ? refused : refused.getCause();
        return signal instanceof ShutdownSignalException closed
                && closed.getReason() instanceof AMQP.Connection.Close close
                && close.getReplyCode() == AMQP.NOT_IMPLEMENTED;
    }

    private Connection open(QueueName queue) {
        try {
            return connections.factory().getRabbitConnectionFactory().newConnection("apium deletes unused queues");
        } catch (IOException | TimeoutException away) {
            use.created(queue);
            throw new BrokerUnavailableException("RabbitMQ cannot be reached: " + RabbitConnections.reason(away), away);
        }
    }
}

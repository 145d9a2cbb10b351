package io.apium.adapter.rabbit;

import com.rabbitmq.client.Channel;
import io.apium.adapter.bound.RabbitBounds;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.health.VitalThreads;
import io.apium.adapter.rabbit.frame.ReadableConnectionFactory;
import io.apium.broker.BrokerUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;

/**
 * The connections of one process: one for publishing and declaring, one for consuming, and one for remote control, so
 * that its failures do not affect the others. Opened at their first use.
 */
public final class RabbitConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RabbitConnections.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final CachingConnectionFactory publishing;
    private final CachingConnectionFactory consuming;
    private final CachingConnectionFactory controlling;
    private final VitalThreads vital;
    private final ExecutorService commands = Executors.newVirtualThreadPerTaskExecutor();

    public RabbitConnections(BrokerProperties properties, String processName) {
        this(properties, processName, new VitalThreads());
    }

    /** @param vital watches the threads that reopen channels */
    public RabbitConnections(BrokerProperties properties, String processName, VitalThreads vital) {
        this.vital = vital;
        int bodyBytesMax = (int) properties.maxMessageSize().toBytes();
        this.publishing = factory(properties, processName + " publishes", bodyBytesMax);
        this.consuming = factory(properties, processName + " consumes", bodyBytesMax);
        this.consuming.setExecutor(new DirectExecutorService());
        this.controlling = factory(properties, processName + " is controlled", RabbitBounds.COMMAND_BYTES.intMax());
        this.controlling.setExecutor(commands);
    }

    private static CachingConnectionFactory factory(BrokerProperties properties, String name, int bodyBytesMax) {
        com.rabbitmq.client.ConnectionFactory client = new ReadableConnectionFactory(bodyBytesMax);
        properties.applyTo(client);
        client.setAutomaticRecoveryEnabled(false);
        client.setConnectionTimeout((int) CONNECT.toMillis());
        client.setHandshakeTimeout((int) ANSWER.toMillis());
        client.setRequestedHeartbeat((int) HEARTBEAT.toSeconds());
        client.setChannelRpcTimeout((int) ANSWER.toMillis());
        CachingConnectionFactory factory = new CachingConnectionFactory(client);
        factory.setConnectionNameStrategy(_ -> name);
        // the user of the channel logs it once
        factory.setCloseExceptionLogger((_, message, closed) -> LOG.debug(message, closed));
        factory.setCloseTimeout((int) ANSWER.toMillis());
        return factory;
    }

    VitalThreads vital() {
        return vital;
    }

    CachingConnectionFactory factory() {
        return publishing;
    }

    /** @throws BrokerUnavailableException when it cannot be opened */
    com.rabbitmq.client.Connection publishing() {
        return opened(publishing);
    }

    /** @throws BrokerUnavailableException when it cannot be opened */
    com.rabbitmq.client.Connection consuming() {
        return opened(consuming);
    }

    /** @throws BrokerUnavailableException when it cannot be opened */
    com.rabbitmq.client.Connection controlling() {
        return opened(controlling);
    }

    private static com.rabbitmq.client.Connection opened(CachingConnectionFactory factory) {
        try {
            Connection connection = factory.createConnection();
            com.rabbitmq.client.Connection client = connection.getDelegate();
            if (client == null || !client.isOpen()) {
                throw new BrokerUnavailableException("the connection to RabbitMQ is closed", null);
            }
            return client;
        } catch (AmqpException | IllegalStateException away) {
            throw new BrokerUnavailableException("RabbitMQ cannot be reached: " + reason(away), away);
        }
    }

    /** @throws BrokerUnavailableException when the connection has no channel left */
    static Channel channel(com.rabbitmq.client.Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new BrokerUnavailableException(
                    "channel limit of this RabbitMQ connection reached (channel-max)", null);
        }
        return channel;
    }

    /** The message of the root cause. In a cycle of causes, that of the last one. */
    static String reason(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable cause = thrown;
        while (cause.getCause() != null && seen.add(cause) && !seen.contains(cause.getCause())) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        controlling.destroy();
        commands.shutdown();
        consuming.destroy();
        publishing.destroy();
    }
}

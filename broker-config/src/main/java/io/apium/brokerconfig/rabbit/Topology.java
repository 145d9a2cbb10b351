package io.apium.brokerconfig.rabbit;

import io.apium.broker.BrokerUnavailable;
import io.apium.brokerconfig.BrokerProperties;
import io.apium.brokerconfig.QueueProperties;
import io.apium.task.QueueName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.RabbitUtils;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

/** Declares queues as kombu does: each with a direct exchange of its own name, bound by its own name. */
final class Topology {

    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);

    private final RabbitAdmin admin;
    private final Map<String, Object> arguments;
    private final RequestedQueues requested;
    private final Set<QueueName> declared = ConcurrentHashMap.newKeySet();

    Topology(ConnectionFactory connections, BrokerProperties properties) {
        this(connections, properties, QueueProperties.USUAL, QueueUse.NONE);
    }

    /** @param use is told of queues that messages are for */
    Topology(ConnectionFactory connections, BrokerProperties properties, QueueProperties queues, QueueUse use) {
        this.requested = new RequestedQueues(queues, this::exists, use, System::nanoTime);
        this.admin = new RabbitAdmin(connections);
        this.admin.setRedeclareManualDeclarations(false);
        this.arguments = new HashMap<>();
        if (properties.queueType() == BrokerProperties.QueueType.QUORUM) {
            arguments.put("x-queue-type", "quorum");
        }
        if (properties.maxPriority() > 0) {
            arguments.put("x-max-priority", properties.maxPriority());
        }
    }

    /**
     * Makes sure that the queue is there; asks the broker once.
     *
     * @throws org.springframework.amqp.AmqpException when the broker is away
     */
    void declare(QueueName queue) {
        if (declared.contains(queue)) {
            return;
        }
        DirectExchange exchange = new DirectExchange(queue.name(), true, false);
        Queue declaration = new Queue(queue.name(), true, false, false, new HashMap<>(arguments));
        try {
            admin.declareExchange(exchange);
        } catch (AmqpIOException refused) {
            accept(RabbitUtils.isExchangeDeclarationFailure(refused), "exchange", queue, refused);
        }
        try {
            admin.declareQueue(declaration);
        } catch (AmqpIOException refused) {
            accept(RabbitUtils.isMismatchedQueueArgs(refused), "queue", queue, refused);
        }
        admin.declareBinding(BindingBuilder.bind(declaration).to(exchange).with(queue.name()));
        declared.add(queue);
    }

    /**
     * The same for a queue that a message is for.
     *
     * @throws io.apium.broker.MessageRejectedException when it is not there, and this process has made too many
     */
    void declareForMessage(QueueName queue) {
        if (!requested.isKnown(queue)) {
            requested.admit(queue);
            // it may have been deleted since
            forget(queue);
        }
        declare(queue);
    }

    private boolean exists(QueueName queue) {
        try {
            return admin.getQueueInfo(queue.name()) != null;
        } catch (AmqpException away) {
            throw new BrokerUnavailable("RabbitMQ cannot be reached: " + away.getMessage(), away);
        }
    }

    private void accept(boolean exists, String what, QueueName queue, AmqpIOException refused) {
        if (!exists) {
            throw refused;
        }
        LOG.warn("{} {} exists with other arguments than {}; it is used as it is", what, queue, arguments);
    }

    /** Whether a message may be published there without more ado. */
    boolean isDeclared(QueueName queue) {
        return declared.contains(queue) && requested.isKnown(queue);
    }

    /** The broker may have lost what was declared: ask it again. */
    void forget() {
        declared.clear();
    }

    void forget(QueueName queue) {
        declared.remove(queue);
    }
}

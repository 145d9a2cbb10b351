package io.apium.adapter.rabbit;

import io.apium.adapter.config.BrokerProperties;
import io.apium.task.QueueName;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.RabbitUtils;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

/** Declares queues as kombu does: each with a direct exchange of its own name, bound by its own name. */
final class QueueDeclarer {

    private static final Logger LOG = LoggerFactory.getLogger(QueueDeclarer.class);

    private final RabbitAdmin admin;
    private final Map<String, Object> arguments;

    QueueDeclarer(ConnectionFactory connections, BrokerProperties properties) {
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
     * Declares the queue, if it does not exist.
     *
     * @throws org.springframework.amqp.AmqpException when the broker is unavailable or rejects the queue
     */
    void declare(QueueName queue) {
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
    }

    boolean exists(QueueName queue) {
        return admin.getQueueInfo(queue.name()) != null;
    }

    private void accept(boolean exists, String what, QueueName queue, AmqpIOException refused) {
        if (!exists) {
            throw refused;
        }
        LOG.warn("{} {} exists with other arguments than {} and is used unchanged", what, queue, arguments);
    }
}

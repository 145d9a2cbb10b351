package io.apium.adapter.rabbit;

import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.QueueProperties;
import io.apium.adapter.rabbit.RecoveringSubscription.Terms;
import io.apium.bound.PlainText;
import io.apium.broker.Broker;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery;
import io.apium.broker.MessageRejectedException;
import io.apium.broker.MessageTooLargeException;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** RabbitMQ, or a broker that is compatible in AMQP 0-9-1. */
public final class RabbitBroker implements Broker, AutoCloseable {

    private final RabbitConnections connections;
    private final RabbitTopology topology;
    private final RabbitPublisher publisher;
    private final RedeliveryCountReset redeliveryCountReset;
    private final RpcReplies replies;
    private final MessageWriter writer;
    private final MessageReader reader;
    private final InstantSource clock;
    private final int bytesMax;

    /** @param clock for the time of sending */
    public RabbitBroker(
            RabbitConnections connections, BrokerProperties properties, MessageWriter writer, InstantSource clock) {
        this(connections, properties, writer, clock, QueueProperties.USUAL, QueueUse.NONE);
    }

    /**
     * @param clock for the time of sending
     * @param use records queues that messages were published to
     */
    public RabbitBroker(
            RabbitConnections connections,
            BrokerProperties properties,
            MessageWriter writer,
            InstantSource clock,
            QueueProperties queues,
            QueueUse use) {
        this.connections = connections;
        this.topology = RabbitTopology.of(connections.factory(), properties, queues, use);
        this.publisher = new RabbitPublisher(connections, topology);
        this.redeliveryCountReset = new RedeliveryCountReset(publisher);
        this.writer = writer;
        this.clock = clock;
        this.bytesMax = (int) properties.maxMessageSize().toBytes();
        this.reader = new MessageReader(bytesMax);
        this.replies = new RpcReplies(connections, bytesMax);
    }

    @Override
    public CompletableFuture<Void> publish(TaskMessage message) {
        QueueName asked = message.options().routing().queue();
        QueueName queue = asked == null ? QueueName.DEFAULT : asked;
        return publish(queue, message.task(), () -> writer.write(message, clock.instant()));
    }

    @Override
    public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
        return publish(queue, String.valueOf(message.headers().get("task")), () -> writer.write(message));
    }

    private CompletableFuture<Void> publish(QueueName queue, String task, Supplier<Written> message) {
        try {
            return publish(queue, message.get(), task);
        } catch (MessageRejectedException never) {
            return CompletableFuture.failedFuture(never);
        } catch (RuntimeException | StackOverflowError unwritable) {
            return CompletableFuture.failedFuture(new MessageRejectedException(
                    "a message of task " + PlainText.shown(task) + " for queue '" + queue + "' cannot be written: "
                            + RabbitConnections.reason(unwritable),
                    unwritable));
        }
    }

    private CompletableFuture<Void> publish(QueueName queue, Written written, String task) {
        return written.body().length > bytesMax
                ? CompletableFuture.failedFuture(new MessageTooLargeException(task, written.body().length, bytesMax))
                : publisher.publish(queue, written);
    }

    @Override
    public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
        return replies.send(client, record);
    }

    @Override
    public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
        Terms terms = new Terms(queues, prefetch, RecoveringSubscription.DEAF_AFTER);
        return new RecoveringSubscription(connections, topology, reader, redeliveryCountReset, terms, sink);
    }

    @Override
    public boolean isReachable() {
        try {
            return connections.publishing().isOpen();
        } catch (BrokerUnavailableException away) {
            return false;
        }
    }

    @Override
    public void close() {
        replies.close();
        publisher.close();
        connections.close();
    }
}

package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.task.ErrorName;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel with its consumers, from opening to loss. */
final class ConsumerChannel {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerChannel.class);

    /** How long a closing consumer waits for its last acks. */
    private static final Duration ACKS = Duration.ofSeconds(1);

    private final Channel channel;
    private final DeliveryHandler handler;
    private final Consumer<QueueName> lost;
    private final AckBatcher ackBatcher;
    private final Map<QueueName, String> consumerTags = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long openedNanos = System.nanoTime();
    private volatile long lastDeliveryNanos = System.nanoTime();
    private volatile boolean attached;

    /** RabbitMQ closed the channel because of this queue. */
    @ErrorName("QueueRefusedException")
    static final class QueueRefusedException extends IOException {

        private static final long serialVersionUID = 1;

        private final transient QueueName queue;

        QueueRefusedException(QueueName queue, IOException refused) {
            super(
                    "RabbitMQ rejects a consumer of queue '" + queue + "': " + RabbitConnections.reason(refused),
                    refused);
            this.queue = queue;
        }

        QueueName queue() {
            return queue;
        }
    }

    /** @param lost called on the connection's own thread when RabbitMQ ended the consumer of one queue */
    ConsumerChannel(Channel channel, DeliveryHandler handler, Consumer<QueueName> lost) {
        this.channel = channel;
        this.handler = handler;
        this.lost = lost;
        this.ackBatcher = new AckBatcher(channel, Executors.newVirtualThreadPerTaskExecutor());
        channel.addShutdownListener(_ -> closed.countDown());
    }

    /**
     * Messages may be delivered before this returns; a concurrent {@link #cancel} waits until it has returned.
     *
     * @throws QueueRefusedException when one of the queues cannot be consumed, in which case none is
     */
    synchronized void consume(List<QueueName> queues, int prefetch) throws IOException {
        channel.basicQos(prefetch, false);
        for (QueueName queue : queues) {
            try {
                consumerTags.put(queue, channel.basicConsume(queue.name(), false, new Receiver(queue)));
            } catch (IOException refused) {
                throw refused.getCause() instanceof ShutdownSignalException signal && !signal.isHardError()
                        ? new QueueRefusedException(queue, refused)
                        : refused;
            }
        }
        attached = true;
    }

    private final class Receiver extends DefaultConsumer {

        private final QueueName queue;

        Receiver(QueueName queue) {
            super(channel);
            this.queue = queue;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            lastDeliveryNanos = System.nanoTime();
            handler.handle(queue, envelope, properties, body, ackBatcher);
        }

        /** The queue was deleted, or its leader was lost. */
        @Override
        public void handleCancel(String tag) {
            lost.accept(queue);
        }
    }

    /** Whether the broker has a consumer of every queue. */
    boolean isAttached() {
        return attached && channel.isOpen();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    int unsettled() {
        return ackBatcher.unsettled();
    }

    Duration sinceLastDelivery() {
        return Duration.ofNanos(System.nanoTime() - lastDeliveryNanos);
    }

    long ready(QueueName queue) throws IOException {
        return channel.messageCount(queue.name());
    }

    boolean awaitClosed(Duration limit) throws InterruptedException {
        return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void cancel() {
        attached = false;
        for (String tag : consumerTags.values()) {
            try {
                channel.basicCancel(tag);
            } catch (IOException | ShutdownSignalException gone) {
                // the channel is lost, and its consumers with it
                LOG.debug("consumer already cancelled: tag={}", tag, gone);
            }
        }
    }

    /** Closes the channel, so that RabbitMQ requeues unacked messages. */
    void close() {
        attached = false;
        try {
            ackBatcher.drain(ACKS);
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException gone) {
            LOG.debug("channel already closed", gone);
        }
        closed.countDown();
    }

    /** Aborts the whole connection without a handshake, which a deaf connection would not answer. */
    void abort() {
        channel.getConnection().abort(1_000);
        closed.countDown();
    }
}

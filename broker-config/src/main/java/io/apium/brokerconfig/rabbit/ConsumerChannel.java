package io.apium.brokerconfig.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.brokerconfig.wire.MessageReader;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel with its consumers, from opening to loss. */
final class ConsumerChannel {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerChannel.class);

    /** How long a closing consumer waits for its last acks. */
    private static final Duration ACKS = Duration.ofSeconds(1);

    private final Channel channel;
    private final MessageReader reader;
    private final Renewal renewal;
    private final Consumer<Delivery> sink;
    private final Acks acks;
    private final List<String> consumerTags = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long lastDeliveryNanos = System.nanoTime();
    private volatile boolean attached;

    ConsumerChannel(Channel channel, MessageReader reader, Renewal renewal, Consumer<Delivery> sink) {
        this.channel = channel;
        this.reader = reader;
        this.renewal = renewal;
        this.sink = sink;
        this.acks = new Acks(channel, Executors.newVirtualThreadPerTaskExecutor());
        channel.addShutdownListener(_ -> closed.countDown());
    }

    /** Messages may come before this returns; whoever cancels meanwhile waits until there is something to cancel. */
    synchronized void consume(List<QueueName> queues, int prefetch) throws IOException {
        channel.basicQos(prefetch, false);
        for (QueueName queue : queues) {
            consumerTags.add(channel.basicConsume(queue.name(), false, new Receiver(queue)));
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
            acks.delivered();
            Delivery received = new Received(
                    reader.read(properties, body, queue),
                    body.length,
                    queue,
                    MessageReader.sentAt(properties),
                    Renewal.redelivered(envelope, properties),
                    acks,
                    envelope.getDeliveryTag(),
                    new AtomicBoolean(),
                    () -> MessageReader.raw(properties, body));
            if (Renewal.isDue(properties)) {
                renewal.renew(received, properties, body, sink);
            } else {
                sink.accept(received);
            }
        }

        /** The queue was deleted, or its leader is gone: start afresh. */
        @Override
        public void handleCancel(String tag) {
            LOG.warn("the broker cancelled the consumer of {}", queue);
            attached = false;
            // not on this thread, which has to read the broker's answer
            Thread.startVirtualThread(ConsumerChannel.this::abort);
        }
    }

    /** A message in hand. */
    private record Received(
            Content content,
            int bytes,
            QueueName queue,
            @Nullable Instant sentAt,
            boolean redelivered,
            Acks acks,
            long tag,
            AtomicBoolean settled,
            Supplier<RawMessage> source)
            implements Delivery {

        @Override
        public RawMessage raw() {
            return source.get();
        }

        @Override
        public void ack() {
            if (settled.compareAndSet(false, true)) {
                acks.ack(tag);
            }
        }

        @Override
        public void giveBack() {
            if (settled.compareAndSet(false, true)) {
                acks.giveBack(tag);
            }
        }
    }

    /** Whether the broker has a consumer of every queue here. */
    boolean isAttached() {
        return attached && channel.isOpen();
    }

    int unsettled() {
        return acks.unsettled();
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
        for (String tag : consumerTags) {
            try {
                channel.basicCancel(tag);
            } catch (IOException | ShutdownSignalException gone) {
                // the channel is lost, and its consumers with it
                LOG.debug("consumer {} was gone already", tag, gone);
            }
        }
    }

    /** Closing a channel gives back all that is not acked. */
    void close() {
        try {
            acks.drain(ACKS);
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException gone) {
            LOG.debug("the channel was gone already", gone);
        }
        closed.countDown();
    }

    /** Gives up the whole connection without asking: what went deaf does not answer either. */
    void abort() {
        channel.getConnection().abort(1_000);
        closed.countDown();
    }
}

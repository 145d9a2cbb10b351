package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.apium.adapter.celery.MessageReader;
import io.apium.bound.PlainText;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.broker.RawMessage;
import io.apium.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages and passes them to the sink. An exception is the failure of one message: otherwise the client would
 * close the channel, and all other unacked messages would be redelivered.
 */
final class DeliveryHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandler.class);

    /** A message whose sink threw is requeued after this pause, since it is redelivered at once. */
    private static final Duration REQUEUE_PAUSE = Duration.ofSeconds(1);

    private static final Executor LATER =
            CompletableFuture.delayedExecutor(REQUEUE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);

    private static final long SILENT_NANOS = Duration.ofSeconds(1).toNanos();

    private final MessageReader reader;
    private final RedeliveryCountReset redeliveryCountReset;
    private final Consumer<Delivery> sink;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - 2 * SILENT_NANOS);

    DeliveryHandler(MessageReader reader, RedeliveryCountReset redeliveryCountReset, Consumer<Delivery> sink) {
        this.reader = reader;
        this.redeliveryCountReset = redeliveryCountReset;
        this.sink = sink;
    }

    /** The number of messages that the sink was given and has not settled. */
    int unsettled() {
        return unsettled.get();
    }

    void handle(QueueName queue, Envelope envelope, BasicProperties properties, byte[] body, AckBatcher ackBatcher) {
        ackBatcher.delivered();
        Delivery received = new Received(
                content(properties, body, queue),
                body.length,
                queue,
                MessageReader.sentAt(properties),
                RedeliveryCountReset.redelivered(envelope, properties),
                ackBatcher,
                envelope.getDeliveryTag(),
                new AtomicBoolean(),
                unsettled,
                () -> MessageReader.raw(properties, body));
        unsettled.incrementAndGet();
        try {
            if (RedeliveryCountReset.isDue(properties)) {
                redeliveryCountReset.renew(received, properties, body, sink);
            } else {
                sink.accept(received);
            }
        } catch (RuntimeException | StackOverflowError failed) {
            LOG.error("delivery failed, requeued: pause={} queue={}", REQUEUE_PAUSE, queue, failed);
            LATER.execute(received::requeue);
        }
    }

    private Content content(BasicProperties properties, byte[] body, QueueName queue) {
        Content content = read(properties, body, queue);
        if (content instanceof Content.Unreadable unreadable) {
            warn(queue, unreadable);
        }
        return content;
    }

    /**
     * One client may send thousands of unreadable messages: one log line a second is enough, and the dead letters have
     * all.
     */
    private void warn(QueueName queue, Content.Unreadable unreadable) {
        long now = System.nanoTime();
        long last = toldNanos.get();
        if (now - last > SILENT_NANOS && toldNanos.compareAndSet(last, now)) {
            LOG.warn(
                    "unreadable message: queue={} id={} reason={}",
                    queue,
                    unreadable.id(),
                    PlainText.shown(unreadable.reason()));
        }
    }

    private Content read(BasicProperties properties, byte[] body, QueueName queue) {
        try {
            return reader.read(properties, body, queue);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            LOG.debug("message reader failed", unforeseen);
            return new Content.Unreadable(
                    "the message cannot be read: " + RabbitConnections.reason(unforeseen), null, null);
        }
    }

    /** An unacked message. */
    private record Received(
            Content content,
            int bytes,
            QueueName queue,
            @Nullable Instant sentAt,
            boolean redelivered,
            AckBatcher ackBatcher,
            long tag,
            AtomicBoolean settled,
            AtomicInteger unsettled,
            Supplier<RawMessage> source)
            implements Delivery {

        @Override
        public RawMessage raw() {
            return source.get();
        }

        @Override
        public void ack() {
            settle(ackBatcher::ack);
        }

        @Override
        public void requeue() {
            settle(ackBatcher::giveBack);
        }

        private void settle(LongConsumer how) {
            if (settled.compareAndSet(false, true)) {
                try {
                    how.accept(tag);
                } finally {
                    unsettled.decrementAndGet();
                }
            }
        }
    }
}

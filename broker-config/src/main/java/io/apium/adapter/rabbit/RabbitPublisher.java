package io.apium.adapter.rabbit;

import com.rabbitmq.client.BlockedCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.UnblockedCallback;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.rabbit.frame.OutgoingHeader;
import io.apium.adapter.rabbit.frame.ServerSizeLimit;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes on one channel, from any thread. The channel is reopened after it was lost; while the broker is
 * unavailable, publishing fails, and the connection is tried at intervals.
 */
final class RabbitPublisher implements AutoCloseable {

    private static final long RETRY_AFTER_NANOS = Duration.ofMillis(300).toNanos();

    private final RabbitConnections connections;
    private final RabbitTopology topology;
    private final Executor tellers = Executors.newVirtualThreadPerTaskExecutor();

    /** A channel accepts one message at a time and numbers it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ReentrantLock opening = new ReentrantLock();
    private final ServerSizeLimit sizes = new ServerSizeLimit();
    private volatile @Nullable ConfirmChannel confirmChannel;
    private @Nullable Connection connection;
    private @Nullable BrokerUnavailableException lastFailure;
    private long lastFailureNanos;
    private volatile @Nullable String blocked;

    RabbitPublisher(RabbitConnections connections, RabbitTopology topology) {
        this.connections = connections;
        this.topology = topology;
    }

    private record Message(QueueName queue, Written written, long headerBytes) {}

    /**
     * Does not wait for the broker: channels and queues are opened and declared on another thread. Never throws: the
     * future fails with {@link MessageRejectedException}.
     */
    CompletableFuture<Void> publish(QueueName queue, Written written) {
        try {
            return publish(new Message(queue, written, headerBytes(queue, written)));
        } catch (MessageRejectedException | BrokerUnavailableException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private static long headerBytes(QueueName queue, Written written) {
        try {
            return OutgoingHeader.bytes(written.properties());
        } catch (IllegalArgumentException unwritable) {
            throw new MessageRejectedException(
                    "the message for queue '" + queue + "' cannot be published: " + unwritable.getMessage(),
                    unwritable);
        }
    }

    private CompletableFuture<Void> publish(Message message) {
        String alarm = blocked;
        if (alarm != null) {
            throw new BrokerUnavailableException("RabbitMQ blocks publishers: " + alarm, null);
        }
        ConfirmChannel current = confirmChannel;
        CompletableFuture<Void> sent =
                current != null && topology.isReady(message.queue()) ? sent(current, message) : null;
        return sent != null
                ? sent
                : CompletableFuture.supplyAsync(() -> open(message.queue()), tellers)
                        .thenCompose(opened -> sentOrFailed(opened, message));
    }

    private CompletableFuture<Void> sentOrFailed(ConfirmChannel opened, Message message) {
        CompletableFuture<Void> sent = sent(opened, message);
        return sent != null
                ? sent
                : CompletableFuture.failedFuture(
                        new BrokerUnavailableException("the channel was closed before the message was sent", null));
    }

    /** Returns null where the channel accepts no more messages. */
    private @Nullable CompletableFuture<Void> sent(ConfirmChannel open, Message message) {
        if (!open.isOpen()) {
            return null;
        }
        check(open, message);
        lock.lock();
        try {
            // another message may have retired it
            return open.isOpen() ? open.publish(message.queue(), message.written()) : null;
        } finally {
            lock.unlock();
        }
    }

    private void check(ConfirmChannel open, Message message) {
        int frameMax = open.headerBytesMax();
        if (frameMax > 0 && message.headerBytes() > frameMax) {
            throw new MessageRejectedException(
                    "headers and properties of the message for queue '" + message.queue() + "' must have at most "
                            + frameMax + " bytes, RabbitMQ's frame_max, got " + message.headerBytes(),
                    null);
        }
        int bytes = message.written().body().length;
        if (sizes.excludes(bytes)) {
            throw sizes.rejected(message.queue(), bytes);
        }
    }

    /** A queue that cannot be declared fails alone; only an unavailable broker fails all messages. */
    private ConfirmChannel open(QueueName queue) {
        ConfirmChannel open = open();
        topology.declareForMessage(queue);
        return open;
    }

    private ConfirmChannel open() {
        opening.lock();
        try {
            ConfirmChannel current = confirmChannel;
            if (current != null && current.isOpen()) {
                return current;
            }
            BrokerUnavailableException failed = lastFailure;
            if (failed != null && System.nanoTime() - lastFailureNanos < RETRY_AFTER_NANOS) {
                // not an attempt, so that frequent callers do not postpone the next one for ever
                throw failed;
            }
            return tried();
        } finally {
            opening.unlock();
        }
    }

    private ConfirmChannel tried() {
        try {
            ConfirmChannel opened = new ConfirmChannel(openChannel(), topology, sizes, tellers);
            topology.forget();
            lastFailure = null;
            confirmChannel = opened;
            return opened;
        } catch (BrokerUnavailableException away) {
            throw failed(away);
        } catch (IOException | RuntimeException away) {
            throw failed(new BrokerUnavailableException("RabbitMQ cannot be reached: " + away.getMessage(), away));
        }
    }

    private BrokerUnavailableException failed(BrokerUnavailableException away) {
        lastFailure = away;
        lastFailureNanos = System.nanoTime();
        return away;
    }

    private Channel openChannel() throws IOException {
        Connection current = connections.publishing();
        if (!current.equals(connection)) {
            connection = current;
            sizes.forget();
            BlockedCallback onBlocked = reason -> blocked = reason;
            UnblockedCallback onUnblocked = () -> blocked = null;
            current.addBlockedListener(onBlocked, onUnblocked);
            current.addShutdownListener(_ -> blocked = null);
        }
        return RabbitConnections.channel(current);
    }

    @Override
    public void close() {
        ConfirmChannel open = confirmChannel;
        if (open != null) {
            open.close();
        }
    }
}

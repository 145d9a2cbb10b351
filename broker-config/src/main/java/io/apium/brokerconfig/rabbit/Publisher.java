package io.apium.brokerconfig.rabbit;

import com.rabbitmq.client.BlockedCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.UnblockedCallback;
import io.apium.broker.BrokerUnavailable;
import io.apium.brokerconfig.wire.MessageWriter.Written;
import io.apium.task.QueueName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;

/**
 * Publishes on one channel, from any thread. The channel is opened again after it was lost; while the broker is away,
 * publishing fails and the broker is tried only now and then.
 */
final class Publisher implements AutoCloseable {

    private static final long RETRY_AFTER_NANOS = Duration.ofMillis(300).toNanos();

    private final Connections connections;
    private final Topology topology;
    private final Executor tellers = Executors.newVirtualThreadPerTaskExecutor();

    /** A channel takes one message at a time, and gives it its number. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Confirms confirms;
    private @Nullable BrokerUnavailable lastFailure;
    private long lastFailureNanos;
    private volatile @Nullable String blocked;

    Publisher(Connections connections, Topology topology) {
        this.connections = connections;
        this.topology = topology;
    }

    /** Does not wait for the broker: what has to be opened or declared first is done on another thread. */
    CompletableFuture<Void> publish(QueueName queue, Written message) {
        String alarm = blocked;
        if (alarm != null) {
            return CompletableFuture.failedFuture(
                    new BrokerUnavailable("RabbitMQ takes no messages at the moment: " + alarm, null));
        }
        Confirms open = confirms;
        if (open != null && open.isOpen() && topology.isDeclared(queue)) {
            return publish(open, queue, message);
        }
        return CompletableFuture.supplyAsync(() -> open(queue), tellers)
                .thenCompose(opened -> publish(opened, queue, message));
    }

    private CompletableFuture<Void> publish(Confirms open, QueueName queue, Written message) {
        lock.lock();
        try {
            return open.publish(queue, message);
        } finally {
            lock.unlock();
        }
    }

    private Confirms open(QueueName queue) {
        opening.lock();
        try {
            BrokerUnavailable failed = lastFailure;
            if (failed != null && System.nanoTime() - lastFailureNanos < RETRY_AFTER_NANOS) {
                // not a try, so that those who ask often do not put off the next one for ever
                throw failed;
            }
            return tried(queue);
        } finally {
            opening.unlock();
        }
    }

    private Confirms tried(QueueName queue) {
        try {
            return openedFor(queue);
        } catch (BrokerUnavailable away) {
            lastFailure = away;
            lastFailureNanos = System.nanoTime();
            throw away;
        }
    }

    private Confirms openedFor(QueueName queue) {
        try {
            Confirms current = confirms;
            if (current == null || !current.isOpen()) {
                topology.forget();
                current = confirms = new Confirms(openChannel(), topology, tellers);
            }
            topology.declareForMessage(queue);
            lastFailure = null;
            return current;
        } catch (AmqpException | IOException | ShutdownSignalException away) {
            throw new BrokerUnavailable("RabbitMQ cannot be reached: " + away.getMessage(), away);
        }
    }

    private Channel openChannel() throws IOException {
        Connection connection = connections.publishing();
        BlockedCallback onBlocked = reason -> blocked = reason;
        UnblockedCallback onUnblocked = () -> blocked = null;
        connection.addBlockedListener(onBlocked, onUnblocked);
        connection.addShutdownListener(_ -> blocked = null);
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new BrokerUnavailable("RabbitMQ gives no more channels on this connection", null);
        }
        return channel;
    }

    @Override
    public void close() {
        Confirms open = confirms;
        if (open != null) {
            open.close();
        }
    }
}

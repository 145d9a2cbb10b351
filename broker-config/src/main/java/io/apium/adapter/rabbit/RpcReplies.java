package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.record.RecordCodec;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies to Celery clients with the result backend {@code rpc://}, on a channel of their own and without confirms, as
 * Celery's workers reply.
 *
 * <p>Every Celery client names a reply queue, also one that reads its results from Redis and never declares that queue.
 * So after a returned reply, no more replies are sent to its queue for a while, and tasks of such a client cost nothing
 * here.
 */
final class RpcReplies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RpcReplies.class);
    private static final long GONE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int GONE_MAX = 10_000;

    private final RabbitConnections connections;
    private final int bytesMax;
    private final Executor senders = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Channel channel;

    /** Missing queues, with the time when that was noticed; the oldest first. Guarded by itself. */
    private final Map<String, Long> gone = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > GONE_MAX;
        }
    };

    RpcReplies(RabbitConnections connections, int bytesMax) {
        this.connections = connections;
        this.bytesMax = bytesMax;
    }

    CompletableFuture<Void> send(QueueName client, TaskRecord record) {
        if (isGone(client.name())) {
            return CompletableFuture.completedFuture(null);
        }
        byte[] body = RecordCodec.write(record).getBytes(StandardCharsets.UTF_8);
        if (body.length > bytesMax) {
            return CompletableFuture.failedFuture(new MessageRejectedException(
                    "the reply has " + body.length + " bytes, over the limit of " + bytesMax, null));
        }
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .correlationId(record.id().value())
                .deliveryMode(1)
                .build();
        return CompletableFuture.runAsync(() -> send(client.name(), properties, body), senders);
    }

    private void send(String queue, BasicProperties properties, byte[] body) {
        lock.lock();
        try {
            Channel open = channel;
            if (open == null || !open.isOpen()) {
                open = open();
                channel = open;
            }
            open.basicPublish("", queue, true, properties, body);
        } catch (IOException | ShutdownSignalException lost) {
            throw new BrokerUnavailableException("the connection was lost while replying: " + lost.getMessage(), lost);
        } catch (IllegalArgumentException refused) {
            // after a half-written message the state of the channel is not known
            channel = null;
            throw new MessageRejectedException("the reply cannot be written: " + refused.getMessage(), refused);
        } finally {
            lock.unlock();
        }
    }

    private Channel open() throws IOException {
        Channel opened = connections.publishing().createChannel();
        if (opened == null) {
            throw new BrokerUnavailableException(
                    "channel limit of this RabbitMQ connection reached (channel-max)", null);
        }
        opened.addReturnListener(returned -> missed(returned.getRoutingKey()));
        return opened;
    }

    private boolean isGone(String queue) {
        synchronized (gone) {
            Long since = gone.get(queue);
            return since != null && System.nanoTime() - since < GONE_NANOS;
        }
    }

    private void missed(String queue) {
        synchronized (gone) {
            gone.remove(queue);
            gone.put(queue, System.nanoTime());
        }
    }

    @Override
    public void close() {
        Channel open = channel;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException | TimeoutException | ShutdownSignalException alreadyGone) {
            LOG.debug("reply channel already closed", alreadyGone);
        }
    }
}

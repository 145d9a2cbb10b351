package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.rabbit.frame.ServerSizeLimit;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One channel in confirm mode, and the futures of its unconfirmed messages. One thread publishes at a time. The futures
 * are completed on {@code tellers}, never on the connection's own thread, where a callback could wait for an answer
 * that this thread must read.
 *
 * <p>The client and RabbitMQ each count the messages of a channel. After a message that the client counted and did not
 * send, the counts differ, so the channel is retired: it accepts no more messages, and closes when those before are
 * confirmed.
 */
final class ConfirmChannel {

    private final Channel channel;
    private final RabbitTopology topology;
    private final ServerSizeLimit sizes;
    private final Executor tellers;
    private final ConcurrentNavigableMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();

    /** Returned messages; RabbitMQ returns a message before it confirms it. */
    private final Set<Returned> returned = ConcurrentHashMap.newKeySet();

    private volatile boolean retired;

    private record Returned(String queue, String name) {}

    private record Waiting(QueueName queue, String name, int bytes, CompletableFuture<Void> confirmed) {}

    ConfirmChannel(Channel channel, RabbitTopology topology, ServerSizeLimit sizes, Executor tellers)
            throws IOException {
        this.channel = channel;
        this.topology = topology;
        this.sizes = sizes;
        this.tellers = tellers;
        channel.addConfirmListener(
                (tag, multiple) -> settle(tag, multiple, _ -> null),
                (tag, multiple) -> settle(tag, multiple, ConfirmChannel::refused));
        channel.addReturnListener(message -> {
            String name = name(message.getProperties());
            if (name != null) {
                returned.add(new Returned(message.getRoutingKey(), name));
            }
        });
        channel.addShutdownListener(this::lost);
        channel.confirmSelect();
    }

    /** Whether it accepts messages. */
    boolean isOpen() {
        return !retired && channel.isOpen();
    }

    /** The size limit of the frame of a message's headers. */
    int headerBytesMax() {
        return channel.getConnection().getFrameMax();
    }

    /** Must not be called after the channel was retired. */
    CompletableFuture<Void> publish(QueueName queue, Written message) {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        long tag = channel.getNextPublishSeqNo();
        BasicProperties properties = named(message.properties(), tag);
        String name = String.valueOf(name(properties));
        waiting.put(tag, new Waiting(queue, name, message.body().length, confirmed));
        try {
            // Not the default exchange: Qpid's finds no queue whose name an exchange has, too.
            channel.basicPublish(queue.name(), queue.name(), true, properties, message.body());
        } catch (IOException | ShutdownSignalException lost) {
            notSent(tag);
            confirmed.completeExceptionally(new BrokerUnavailableException(
                    "the connection was lost while publishing: " + lost.getMessage(), lost));
        } catch (RuntimeException | Error refused) {
            notSent(tag);
            confirmed.completeExceptionally(new MessageRejectedException(
                    "the RabbitMQ client cannot write the message for queue '" + queue + "': " + refused, refused));
        }
        return confirmed;
    }

    private void notSent(long tag) {
        waiting.remove(tag);
        retired = true;
        closeIfDone();
    }

    private void closeIfDone() {
        if (retired && waiting.isEmpty() && channel.isOpen()) {
            tellers.execute(this::close);
        }
    }

    /** A task has a correlation id. A foreign message may have none, and must be recognised if it is returned. */
    private static BasicProperties named(BasicProperties properties, long tag) {
        return name(properties) != null
                ? properties
                : properties.builder().messageId(Long.toString(tag)).build();
    }

    private static @Nullable String name(BasicProperties properties) {
        return properties.getCorrelationId() != null ? properties.getCorrelationId() : properties.getMessageId();
    }

    /** @param outcome the failure of a message; null where RabbitMQ has confirmed it */
    private void settle(long tag, boolean multiple, Function<Waiting, @Nullable RuntimeException> outcome) {
        List<Waiting> settled = new ArrayList<>();
        for (long key : multiple ? waiting.headMap(tag, true).keySet() : Set.of(tag)) {
            Waiting one = waiting.remove(key);
            if (one != null) {
                settled.add(one);
            }
        }
        if (!settled.isEmpty()) {
            tellers.execute(() -> settled.forEach(one -> tell(one, outcome.apply(one))));
        }
        closeIfDone();
    }

    private void tell(Waiting one, @Nullable RuntimeException failure) {
        if (!returned.isEmpty() && returned.remove(new Returned(one.queue().name(), one.name()))) {
            topology.forget(one.queue());
            one.confirmed()
                    .completeExceptionally(new BrokerUnavailableException(
                            "queue " + one.queue() + " was deleted; the next publish declares it again", null));
        } else if (failure != null) {
            one.confirmed().completeExceptionally(failure);
        } else {
            one.confirmed().complete(null);
        }
    }

    private static RuntimeException refused(Waiting one) {
        return new BrokerUnavailableException(
                "queue '" + one.queue() + "' rejected the message: it is full (x-max-length with reject-publish), or"
                        + " RabbitMQ could not store the message",
                null);
    }

    private void lost(ShutdownSignalException reason) {
        sizes.learn(reason);
        settle(Long.MAX_VALUE, true, one -> {
            if (sizes.excludes(one.bytes())) {
                return sizes.rejected(one.queue(), one.bytes());
            }
            return new BrokerUnavailableException(
                    "the connection was lost before the confirm: " + reason.getMessage(), reason);
        });
    }

    void close() {
        try {
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException alreadyGone) {
            lost(new ShutdownSignalException(false, true, null, channel));
        }
    }
}

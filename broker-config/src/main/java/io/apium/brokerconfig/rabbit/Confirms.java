package io.apium.brokerconfig.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.broker.BrokerUnavailable;
import io.apium.brokerconfig.wire.MessageWriter.Written;
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
import org.jspecify.annotations.Nullable;

/**
 * One channel in confirm mode, and who waits for which confirm on it. Publishing is for one thread at a time. Those who
 * wait are told on {@code tellers}, never on the connection's own thread, where whatever they do next could wait for an
 * answer that this very thread must read.
 */
final class Confirms {

    private final Channel channel;
    private final Topology topology;
    private final Executor tellers;
    private final ConcurrentNavigableMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();

    /** Names of messages that came back; RabbitMQ returns a message before it confirms it. */
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    private record Waiting(QueueName queue, String name, CompletableFuture<Void> confirmed) {}

    Confirms(Channel channel, Topology topology, Executor tellers) throws IOException {
        this.channel = channel;
        this.topology = topology;
        this.tellers = tellers;
        channel.addConfirmListener(
                (tag, multiple) -> settle(tag, multiple, null),
                (tag, multiple) -> settle(tag, multiple, new BrokerUnavailable("RabbitMQ refused the message", null)));
        channel.addReturnListener(message -> {
            String name = name(message.getProperties());
            if (name != null) {
                returned.add(name);
            }
        });
        channel.addShutdownListener(this::lost);
        channel.confirmSelect();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    CompletableFuture<Void> publish(QueueName queue, Written message) {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        long tag = channel.getNextPublishSeqNo();
        BasicProperties properties = named(message.properties(), tag);
        waiting.put(tag, new Waiting(queue, String.valueOf(name(properties)), confirmed));
        try {
            // Not the default exchange: Qpid's finds no queue whose name an exchange has too.
            channel.basicPublish(queue.name(), queue.name(), true, properties, message.body());
        } catch (IOException | ShutdownSignalException lost) {
            waiting.remove(tag);
            confirmed.completeExceptionally(
                    new BrokerUnavailable("the connection was lost while publishing: " + lost.getMessage(), lost));
        }
        return confirmed;
    }

    /** A task has a correlation id. A stranger's message may have none, and must be known all the same if it comes back. */
    private static BasicProperties named(BasicProperties properties, long tag) {
        return name(properties) != null
                ? properties
                : properties.builder().messageId(Long.toString(tag)).build();
    }

    private static @Nullable String name(BasicProperties properties) {
        return properties.getCorrelationId() != null ? properties.getCorrelationId() : properties.getMessageId();
    }

    private void settle(long tag, boolean multiple, @Nullable BrokerUnavailable refused) {
        List<Waiting> settled = new ArrayList<>();
        for (long key : multiple ? waiting.headMap(tag, true).keySet() : Set.of(tag)) {
            Waiting one = waiting.remove(key);
            if (one != null) {
                settled.add(one);
            }
        }
        if (!settled.isEmpty()) {
            tellers.execute(() -> settled.forEach(one -> tell(one, refused)));
        }
    }

    private void tell(Waiting one, @Nullable BrokerUnavailable refused) {
        if (!returned.isEmpty() && returned.remove(one.name())) {
            topology.forget(one.queue());
            one.confirmed()
                    .completeExceptionally(
                            new BrokerUnavailable("queue " + one.queue() + " was gone; it is declared again", null));
        } else if (refused != null) {
            one.confirmed().completeExceptionally(refused);
        } else {
            one.confirmed().complete(null);
        }
    }

    private void lost(ShutdownSignalException reason) {
        BrokerUnavailable away =
                new BrokerUnavailable("the connection was lost before the confirm: " + reason.getMessage(), reason);
        settle(Long.MAX_VALUE, true, away);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException alreadyGone) {
            lost(new ShutdownSignalException(false, true, null, channel));
        }
    }
}

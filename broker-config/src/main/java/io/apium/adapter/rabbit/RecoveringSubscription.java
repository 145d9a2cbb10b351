package io.apium.adapter.rabbit;

import io.apium.adapter.celery.MessageReader;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.task.QueueName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A subscription to some queues that survives the loss of its channels. All queues share one channel, except each queue that
 * could not be consumed while the others could: it gets a channel of its own, which is retried until it can be consumed.
 */
final class RecoveringSubscription implements Subscription {

    /** After this long without a message, the broker is asked how many messages are ready. */
    static final Duration DEAF_AFTER = Duration.ofSeconds(15);

    /**
     * What is consumed.
     *
     * @param prefetch unacked messages at once, over all queues
     * @param deafAfter after this long without a message, the broker is asked how many messages are ready
     */
    record Terms(List<QueueName> queues, int prefetch, Duration deafAfter) {

        Terms {
            queues = List.copyOf(queues);
        }

        int prefetchEach() {
            return Math.max(1, prefetch / queues.size());
        }

        Terms alone(QueueName queue) {
            return new Terms(List.of(queue), prefetchEach(), deafAfter);
        }
    }

    private final RabbitConnections connections;
    private final RabbitTopology topology;
    private final DeliveryHandler handler;
    private final Terms terms;
    private final List<RecoveringConsumer> consumers = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    RecoveringSubscription(
            RabbitConnections connections,
            RabbitTopology topology,
            MessageReader reader,
            RedeliveryCountReset redeliveryCountReset,
            Terms terms,
            Consumer<Delivery> sink) {
        this.connections = connections;
        this.topology = topology;
        this.handler = new DeliveryHandler(reader, redeliveryCountReset, sink);
        this.terms = terms;
        consume(terms);
    }

    private void consume(Terms some) {
        RecoveringConsumer consumer =
                new RecoveringConsumer(connections, topology, handler, some, queue -> consume(terms.alone(queue)));
        consumers.add(consumer);
        if (cancelled) {
            // cancel() may have run before this consumer was in the list
            consumer.cancel();
        }
    }

    @Override
    public boolean isAttached() {
        return !cancelled && unattached().isEmpty();
    }

    @Override
    public Map<QueueName, String> unattached() {
        Map<QueueName, String> unattached = new HashMap<>();
        consumers.forEach(consumer -> unattached.putAll(consumer.unattached()));
        return unattached;
    }

    @Override
    public int unsettled() {
        return handler.unsettled();
    }

    @Override
    public void cancel() {
        cancelled = true;
        consumers.forEach(RecoveringConsumer::cancel);
    }

    @Override
    public void close() {
        cancelled = true;
        consumers.forEach(RecoveringConsumer::close);
    }
}

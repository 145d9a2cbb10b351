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
 * A consumer of some queues that outlives its channels. All queues share a channel, except those that could not be consumed
 * once while the others could: each of these has a channel of its own from then on, and is tried until it can be consumed.
 */
final class RecoveringSubscription implements Subscription {

    /** How long no message may come before the broker is asked whether there are any. */
    static final Duration DEAF_AFTER = Duration.ofSeconds(15);

    /**
     * What is consumed.
     *
     * @param prefetch messages in hand at once, over all queues
     * @param deafAfter how long no message may come before the broker is asked whether there are any
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
    private final List<RecoveringConsumer> keepers = new CopyOnWriteArrayList<>();
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
        keep(terms);
    }

    private void keep(Terms some) {
        RecoveringConsumer keeper =
                new RecoveringConsumer(connections, topology, handler, some, queue -> keep(terms.alone(queue)));
        keepers.add(keeper);
        if (cancelled) {
            // it was cancelled before this one was among those to tell
            keeper.cancel();
        }
    }

    @Override
    public boolean isAttached() {
        return !cancelled && unattached().isEmpty();
    }

    @Override
    public Map<QueueName, String> unattached() {
        Map<QueueName, String> unattached = new HashMap<>();
        keepers.forEach(keeper -> unattached.putAll(keeper.unattached()));
        return unattached;
    }

    @Override
    public int unsettled() {
        return handler.unsettled();
    }

    @Override
    public void cancel() {
        cancelled = true;
        keepers.forEach(RecoveringConsumer::cancel);
    }

    @Override
    public void close() {
        cancelled = true;
        keepers.forEach(RecoveringConsumer::close);
    }
}

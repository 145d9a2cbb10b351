package io.apium.worker.consume;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.task.QueueName;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A consumer with a fixed share of the messages that its worker may have unsettled. Once cancelled, it ends when all
 * are settled.
 */
final class ConsumerShare {

    private final int open;
    private final Broker.Subscription subscription;
    private boolean cancelled;
    private boolean resting;

    /**
     * @param open the number of unsettled messages that it counts for while it is open
     * @param prefetch the number that it may have unsettled, over all queues
     */
    ConsumerShare(Broker broker, List<QueueName> queues, int open, int prefetch, Consumer<Delivery> sink) {
        this.open = open;
        this.subscription = broker.consume(List.copyOf(queues), prefetch, sink);
    }

    /** Whether it receives messages, or is not meant to. */
    boolean isAttached() {
        return cancelled || subscription.isAttached();
    }

    /** The queues that it should receive messages from and does not, with the reason. */
    Map<QueueName, String> unattached() {
        return cancelled ? Map.of() : subscription.unattached();
    }

    /** The number of messages that it may have unsettled, or still has. */
    int share() {
        return cancelled ? subscription.unsettled() : open;
    }

    void cancel() {
        if (!cancelled) {
            cancelled = true;
            subscription.cancel();
        }
    }

    /**
     * Called at every tick.
     *
     * @return whether it is closed; not at the first tick, since the last messages may still be on their way to the sink
     */
    boolean closeIfDone() {
        if (!cancelled || subscription.unsettled() > 0) {
            return false;
        }
        if (!resting) {
            resting = true;
            return false;
        }
        subscription.close();
        return true;
    }

    void close() {
        subscription.close();
    }
}

package io.apium.broker;

import io.apium.task.QueueName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads and empties the queues of the broker, for operators. */
public interface QueueInspector {

    /**
     * What a queue has at this moment.
     *
     * @param ready messages that wait for a consumer; those that a consumer has and has not acked are not among them
     * @param consumers consumers of any kind, which may be workers of Apium, of Celery, or others
     */
    record QueueDepth(long ready, int consumers) {}

    /**
     * Up to 1,000 queues that exist because a message was published to them, as recorded in the store. Queues that only
     * workers declared are not among them.
     *
     * @throws io.apium.store.StoreUnavailableException when the store is unavailable
     */
    List<QueueName> created();

    /**
     * The depths of those of {@code queues} that exist, in the same order.
     *
     * @throws BrokerUnavailableException when the broker is unavailable
     */
    Map<QueueName, QueueDepth> depths(Collection<QueueName> queues);

    /**
     * Deletes the ready messages of a queue. Messages that a consumer has are not deleted.
     *
     * @return the number of deleted messages, or empty when there is no such queue
     * @throws BrokerUnavailableException when the broker is unavailable; the queue may be empty or not
     */
    OptionalInt purge(QueueName queue);
}

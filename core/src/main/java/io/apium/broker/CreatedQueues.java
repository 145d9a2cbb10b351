package io.apium.broker;

import io.apium.task.QueueName;
import java.time.Instant;
import java.util.List;

/** The queues that were declared because a message was published to them, and not because a worker consumes them. */
public interface CreatedQueues {

    /**
     * Deletes those that were not published to for as long as the configuration says, and that have neither a message
     * nor a consumer. A queue that has is checked again after the same time. May be called concurrently.
     *
     * @return the deleted queues
     * @throws BrokerUnavailableException when the broker is unavailable; queues not checked yet are checked the next
     *     time
     * @throws io.apium.store.StoreUnavailableException when the store is unavailable
     */
    List<QueueName> deleteUnused(Instant now);
}

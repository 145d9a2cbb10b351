package io.apium.broker;

import io.apium.task.QueueName;
import java.time.Instant;
import java.util.List;

/** The queues that were made because a message was for them, and not because a worker takes from them. */
public interface CreatedQueues {

    /**
     * Deletes those that nobody has published to for as long as the configuration says, and that have neither a message nor
     * a consumer. One that has is looked at again when it was unused for as long once more. Several may call this at a time.
     *
     * @return those that are gone
     * @throws BrokerUnavailableException when the broker is away; what was not looked at yet is looked at the next time
     * @throws io.apium.store.StoreUnavailableException when the store is away
     */
    List<QueueName> deleteUnused(Instant now);
}

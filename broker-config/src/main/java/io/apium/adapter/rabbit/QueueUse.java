package io.apium.adapter.rabbit;

import io.apium.task.QueueName;
import java.time.Instant;
import java.util.List;

/** Stores which queues were declared for a message, and when they were last published to, also over restarts. */
public interface QueueUse {

    /** Stores nothing. */
    QueueUse NONE = new QueueUse() {
        @Override
        public void created(QueueName queue) {}

        @Override
        public void used(QueueName queue) {}

        @Override
        public List<QueueName> unusedSince(Instant moment) {
            return List.of();
        }

        @Override
        public boolean forget(QueueName queue) {
            return false;
        }
    };

    /** A queue was declared for a message. Must return at once; a lost call is repeated in an hour. */
    void created(QueueName queue);

    /** A message was published to an existing queue, which is only recorded if it was declared for a message. */
    void used(QueueName queue);

    /** Queues that were last used before a time. */
    List<QueueName> unusedSince(Instant moment);

    /** Returns whether the queue was recorded. */
    boolean forget(QueueName queue);
}

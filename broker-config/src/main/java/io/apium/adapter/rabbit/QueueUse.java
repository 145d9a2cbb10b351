package io.apium.adapter.rabbit;

import io.apium.task.QueueName;
import java.time.Instant;
import java.util.List;

/** Remembers over restarts which queues were made because a message was for them, and when they were last published to. */
public interface QueueUse {

    /** Remembers nothing. */
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

    /** A message is for the queue, which was made for it. Must return at once; what is lost is said again in an hour. */
    void created(QueueName queue);

    /** The same for a queue that was there: it is remembered only if it was made for a message before. */
    void used(QueueName queue);

    /** Some that were last used before a moment. */
    List<QueueName> unusedSince(Instant moment);

    /** Returns whether the queue was remembered. */
    boolean forget(QueueName queue);
}

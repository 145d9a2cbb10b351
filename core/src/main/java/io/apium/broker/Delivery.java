package io.apium.broker;

import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One delivered message. It is settled once, by {@link #ack} or {@link #requeue}; a second call does nothing. */
public interface Delivery {

    Content content();

    /** The message as it was delivered. */
    RawMessage raw();

    /** The length of the message's body as it was delivered. */
    int bytes();

    QueueName queue();

    /**
     * When it was put into its queue, by the clock of its sender; null where that is not known, as for a message of a
     * Celery client.
     */
    @Nullable
    Instant sentAt();

    /** Whether it was delivered before and not acked: the task may have ended already. */
    boolean redelivered();

    /** The message is done. Does not wait. An ack that is lost with the connection leads to a redelivery. */
    void ack();

    /** Returns the message to its queue, for any consumer. */
    void requeue();

    /** What was read from the message. */
    sealed interface Content {

        record Task(TaskMessage message) implements Content {}

        /**
         * No task can be read from it.
         *
         * @param reason the error, in a sentence
         * @param id the id that it gave, or null
         * @param task the task name that it gave, or null
         */
        record Unreadable(
                String reason,
                @Nullable TaskId id,
                @Nullable String task) implements Content {}
    }
}

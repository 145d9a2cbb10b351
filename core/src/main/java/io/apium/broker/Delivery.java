package io.apium.broker;

import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message in hand. It is settled once, by {@link #ack} or {@link #requeue}; a second call does nothing. */
public interface Delivery {

    Content content();

    /** The message as it came. */
    RawMessage raw();

    /** How long the message's body is as it came. */
    int bytes();

    QueueName queue();

    /**
     * When it was put into its queue, by the clock of who sent it; null where that is not known, as of a message from a
     * client of Celery's.
     */
    @Nullable
    Instant sentAt();

    /** Whether it was delivered before, to someone who did not ack it: the task may have ended already. */
    boolean redelivered();

    /** Nothing more is owed for it. Does not wait; lost with the connection, in which case it is delivered again. */
    void ack();

    /** Back to its queue, for anyone. */
    void requeue();

    /** What the message turned out to be. */
    sealed interface Content {

        record Task(TaskMessage message) implements Content {}

        /**
         * No task can be read from it.
         *
         * @param reason what is wrong, in a sentence
         * @param id the id that it gave, or null
         * @param task the task's name that it gave, or null
         */
        record Unreadable(
                String reason,
                @Nullable TaskId id,
                @Nullable String task) implements Content {}
    }
}

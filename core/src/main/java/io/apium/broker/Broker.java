package io.apium.broker;

import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Carries messages from those who publish to those who consume, at least once. */
public interface Broker {

    /**
     * Publishes to the queue that the message's options name, which is declared first if need be.
     *
     * @return done when the broker has confirmed that it holds the message; failed with {@link BrokerUnavailableException}
     *     when it is away or says no, in which case it may hold the message or not; failed with
     *     {@link MessageRejectedException} when the message itself can never be published, of which
     *     {@link MessageTooLargeException} is one case
     */
    CompletableFuture<Void> publish(TaskMessage message);

    /** The same for a message as it is: nothing of it is read or changed. */
    CompletableFuture<Void> publish(QueueName queue, RawMessage message);

    /**
     * Tells a Celery client with the result backend {@code rpc://} how its task stands. At most once, as Celery's workers
     * tell it, and unconfirmed.
     *
     * @param client the client's own queue, which it declared; where there is none, nobody is told and nothing is wrong
     * @return failed as {@link #publish(TaskMessage)} is
     */
    CompletableFuture<Void> reply(QueueName client, TaskRecord record);

    /**
     * Gives every message of {@code queues} to {@code sink}, never more than {@code prefetch} of them unsettled at once.
     * Goes on over lost connections until it is closed.
     *
     * @param sink called on the connection's own threads; must not block for long
     */
    Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink);

    /** Whether there is a connection at this moment. */
    boolean isReachable();

    /** A consumer at work. */
    interface Subscription extends AutoCloseable {

        /**
         * Whether a message that came to any of the queues at this moment would be given to it. Not before the broker has
         * agreed to that, nor while a lost connection is made anew, nor after {@link #cancel}.
         */
        boolean isAttached();

        /**
         * The queues that keep it from being attached, each with the reason in a sentence; empty while it is attached. One
         * queue that cannot be consumed does not keep the others from being consumed.
         */
        Map<QueueName, String> unattached();

        /** The number of messages that the sink was given and has not settled. */
        int unsettled();

        /** Takes no more messages; those already delivered may still be settled. */
        void cancel();

        /** Cancels, and gives back what is not settled. */
        @Override
        void close();
    }
}

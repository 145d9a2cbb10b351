package io.apium.broker;

import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Carries messages from publishers to consumers, at least once. */
public interface Broker {

    /**
     * Publishes to the queue that the message's options name, which is declared first if necessary.
     *
     * @return done when the broker has confirmed the message; failed with {@link BrokerUnavailableException} when the
     *     broker is unavailable or rejects it, in which case it may have the message or not; failed with
     *     {@link MessageRejectedException} when this message can never be published, of which
     *     {@link MessageTooLargeException} is one case
     */
    CompletableFuture<Void> publish(TaskMessage message);

    /** Like {@link #publish(TaskMessage)} for raw bytes, which are neither read nor changed. */
    CompletableFuture<Void> publish(QueueName queue, RawMessage message);

    /**
     * Sends a task's state to a Celery client with the result backend {@code rpc://}. At most once and unconfirmed, as
     * Celery's workers do.
     *
     * @param client the client's own queue, which it declared; when it is missing, the message is dropped without an
     *     error
     * @return failed as {@link #publish(TaskMessage)} is
     */
    CompletableFuture<Void> reply(QueueName client, TaskRecord record);

    /**
     * Passes every message of {@code queues} to {@code sink}, never more than {@code prefetch} of them unsettled at
     * once. Survives lost connections until it is closed.
     *
     * @param sink called on the connection's own threads; must not block for long
     */
    Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink);

    /** Whether there is a connection at this moment. */
    boolean isReachable();

    /** A running consumer. */
    interface Subscription extends AutoCloseable {

        /**
         * Whether a message that arrives in any of the queues now would be delivered to this consumer. False until the
         * broker has confirmed the consumer, while a lost connection is reopened, and after {@link #cancel}.
         */
        boolean isAttached();

        /**
         * The queues that are not being consumed, each with the reason in a sentence; empty while all are. One queue
         * that cannot be consumed does not affect the others.
         */
        Map<QueueName, String> unattached();

        /** The number of messages that the sink received and has not settled. */
        int unsettled();

        /** Receives no more messages; delivered ones can still be settled. */
        void cancel();

        /** Cancels, and requeues unsettled messages. */
        @Override
        void close();
    }
}

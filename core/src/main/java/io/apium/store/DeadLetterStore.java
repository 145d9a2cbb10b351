package io.apium.store;

import io.apium.broker.RawMessage;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The messages that could not be processed, stored until an operator replays or deletes them. */
public interface DeadLetterStore {

    /** @return done when it is stored; an existing one with the same id is not changed */
    CompletableFuture<Void> keep(DeadLetter deadLetter);

    /** Stores a message that was never sent, as it would have been sent. */
    CompletableFuture<Void> keep(TaskMessage message, Cause cause, String reason, Instant at);

    /**
     * Stores an unreadable callback as it came in the message of {@code parent}; its cause is {@link Cause#UNSENDABLE}.
     */
    default CompletableFuture<Void> keep(UnreadableSignature followUp, TaskMessage parent, Instant at) {
        Signature task = followUp.signatures().findFirst().orElseThrow();
        TaskId id = task.options().id();
        QueueName queue = task.options().routing().queue();
        RawMessage raw = raw(followUp, parent);
        return keep(new DeadLetter(
                DeadLetter.idOf(Cause.UNSENDABLE, raw),
                Cause.UNSENDABLE,
                "callback of task " + parent.id() + " cannot be read: " + followUp.reason(),
                queue == null ? QueueName.DEFAULT : queue,
                id,
                task.task(),
                raw,
                at));
    }

    /** A message with the signature in place of its body. */
    RawMessage raw(UnreadableSignature followUp, TaskMessage parent);

    /** @throws UnreadableRecordException when this version cannot read the dead deadLetter */
    Optional<DeadLetter> find(String id);

    /**
     * The newest first. A page may have fewer dead letters than requested and yet not be the last: where few match the
     * filter, or they are large. Unreadable ones are left out.
     *
     * @param from the end of the page before, or null for the first
     */
    Page list(Filter filter, @Nullable String from, int limit);

    /** @return whether there was one */
    CompletableFuture<Boolean> remove(String id);

    long count();

    /** Why a message is a dead deadLetter. */
    enum Cause {
        /** No task can be read from it. */
        UNREADABLE,
        /** No worker that received it has a handler of this task name. */
        UNKNOWN_TASK,
        /** The workers that ran it died. */
        POISONED,
        /** Its last allowed attempt failed, and its retry policy asks to keep it. */
        EXHAUSTED,
        /** It expired before it could run. */
        EXPIRED,
        /** It can never be sent: it is too large, or RabbitMQ cannot carry it. */
        UNSENDABLE,
        /** One worker failed to process it as often as is allowed, for a reason other than an outage. */
        UNPROCESSABLE
    }

    /**
     * A message and why it is a dead deadLetter.
     *
     * @param reason in a sentence
     * @param taskId null where none could be read
     * @param task its name, or null
     */
    record DeadLetter(
            String id,
            Cause cause,
            String reason,
            QueueName queue,
            @Nullable TaskId taskId,
            @Nullable String task,
            RawMessage message,
            Instant at) {

        /**
         * The id of the dead deadLetter of this message and cause: the same for every attempt to store it, and another one
         * after a replay, so that a message that returns at once is not mistaken for the dead deadLetter that is being
         * deleted.
         */
        public static String idOf(Cause cause, RawMessage message) {
            String name = cause + "/" + message.headers().get("id") + "/"
                    + message.headers().get("retries") + "/" + message.replays() + "/" + message.body();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    /** Selects the dead letters that match every given field. */
    record Filter(
            @Nullable Cause cause,
            @Nullable String task,
            @Nullable QueueName queue) {

        public static final Filter ALL = new Filter(null, null, null);

        public boolean matches(DeadLetter deadLetter) {
            return (cause == null || cause == deadLetter.cause())
                    && (task == null || task.equals(deadLetter.task()))
                    && (queue == null || queue.equals(deadLetter.queue()));
        }
    }

    /** @param next where the next page begins, or null after the last */
    record Page(List<DeadLetter> letters, @Nullable String next) {

        public Page {
            letters = List.copyOf(letters);
        }
    }
}

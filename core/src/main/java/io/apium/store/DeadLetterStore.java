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

/** The messages that could not be run, kept for somebody to look at until they are replayed or deleted. */
public interface DeadLetterStore {

    /** @return done when it is kept; one with the same id stands as it was */
    CompletableFuture<Void> keep(DeadLetter letter);

    /** Keeps a message that was never sent, as it would have been. */
    CompletableFuture<Void> keep(TaskMessage message, Cause cause, String reason, Instant at);

    /**
     * Keeps a follow-up that cannot be read, as it came in the message of {@code parent}; its cause is {@link
     * Cause#UNSENDABLE}.
     */
    default CompletableFuture<Void> keep(UnreadableSignature followUp, TaskMessage parent, Instant at) {
        Signature task = followUp.signatures().findFirst().orElseThrow();
        TaskId id = task.options().id();
        QueueName queue = task.options().routing().queue();
        RawMessage raw = raw(followUp, parent);
        return keep(new DeadLetter(
                DeadLetter.idOf(Cause.UNSENDABLE, raw),
                Cause.UNSENDABLE,
                "follow-up of task " + parent.id() + " cannot be read: " + followUp.reason(),
                queue == null ? QueueName.DEFAULT : queue,
                id,
                task.task(),
                raw,
                at));
    }

    /** A message with the signature in the place of its body. */
    RawMessage raw(UnreadableSignature followUp, TaskMessage parent);

    /** @throws UnreadableRecordException when there is one that this version cannot read */
    Optional<DeadLetter> find(String id);

    /**
     * The newest first. A page may have fewer letters than were asked for and yet not be the last: where few match the
     * filter, or the letters are large. Those that cannot be read are left out.
     *
     * @param from where the page before ended, or null for the first
     */
    Page list(Filter filter, @Nullable String from, int limit);

    /** @return whether there was one */
    CompletableFuture<Boolean> remove(String id);

    long count();

    /** Why a message is here. */
    enum Cause {
        /** No task can be read from it. */
        UNREADABLE,
        /** No worker that received it has a handler of its name. */
        UNKNOWN_TASK,
        /** The workers that ran it died of it. */
        POISONED,
        /** It failed as often as it may be tried, and asks to be kept then. */
        EXHAUSTED,
        /** It was not run in time. */
        EXPIRED,
        /** It can never be sent: it is too large, or no broker can carry it. */
        UNSENDABLE,
        /** Processing it failed as often as it may in one worker, for another reason than an outage. */
        UNPROCESSABLE
    }

    /**
     * A message and why it is here.
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
         * The id of the letter that is kept for this message and cause: the same at every try to keep it, and another after
         * a replay, so that a message which comes back at once is not taken for the letter that is just being let go of.
         */
        public static String idOf(Cause cause, RawMessage message) {
            String name = cause + "/" + message.headers().get("id") + "/"
                    + message.headers().get("retries") + "/" + message.replays() + "/" + message.body();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    /** Says which letters are meant: those that have all that is given. */
    record Filter(
            @Nullable Cause cause,
            @Nullable String task,
            @Nullable QueueName queue) {

        public static final Filter ALL = new Filter(null, null, null);

        public boolean matches(DeadLetter letter) {
            return (cause == null || cause == letter.cause())
                    && (task == null || task.equals(letter.task()))
                    && (queue == null || queue.equals(letter.queue()));
        }
    }

    /** @param next where the next page begins, or null after the last */
    record Page(List<DeadLetter> letters, @Nullable String next) {

        public Page {
            letters = List.copyOf(letters);
        }
    }
}

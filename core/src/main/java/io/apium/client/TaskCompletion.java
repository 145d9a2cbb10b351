package io.apium.client;

import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.UnreadableSignature;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.ResultStore;
import io.apium.store.StoreUnavailableException;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the follow-ups of ended tasks: dead letters, records, messages and chord members. Carrying them out twice
 * has the same effect as once.
 */
public final class TaskCompletion {

    private static final Logger log = LoggerFactory.getLogger(TaskCompletion.class);
    private static final CompletableFuture<Void> PAID = CompletableFuture.completedFuture(null);

    private final TaskPublisher publisher;
    private final ResultStore results;
    private final ChordStore chords;
    private final DeadLetterStore letters;
    private final InstantSource clock;

    public TaskCompletion(
            TaskPublisher publisher,
            ResultStore results,
            ChordStore chords,
            DeadLetterStore letters,
            InstantSource clock) {
        this.publisher = publisher;
        this.results = results;
        this.chords = chords;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * Stores the end of a task, unless the task ignores its result, and carries out the follow-ups of the record that
     * is then in the store.
     *
     * @return done when all follow-ups are carried out
     */
    public CompletableFuture<Void> settle(TaskMessage message, TaskRecord.Ended ended) {
        return written(message, ended).thenCompose(standing -> pay(message, standing));
    }

    /**
     * The same with follow-ups that the caller has computed.
     *
     * @param followUps those of {@code ended}; if the store has another record of the task, the follow-ups of that
     *     record are carried out instead
     */
    public CompletableFuture<Void> settle(TaskMessage message, TaskRecord.Ended ended, FollowUps followUps) {
        return written(message, ended)
                .thenCompose(stored -> stored.equals(ended)
                        ? reply(message, stored).thenCompose(_ -> pay(message, followUps))
                        : pay(message, stored));
    }

    private CompletableFuture<TaskRecord.Ended> written(TaskMessage message, TaskRecord.Ended ended) {
        return message.options().reply().ignoreResult() ? CompletableFuture.completedFuture(ended) : results.end(ended);
    }

    /** The same for a task whose end is written already. */
    public CompletableFuture<Void> pay(TaskMessage message, TaskRecord.Ended standing) {
        return reply(message, standing)
                .thenCompose(_ -> pay(message, FollowUps.of(message, standing, clock.instant())));
    }

    /** Tells the Celery client that waits for the task in a queue of its own, if there is one. */
    public CompletableFuture<Void> reply(TaskMessage message, TaskRecord record) {
        TaskOptions.Reply reply = message.options().reply();
        return reply.ignoreResult() ? PAID : reply(reply.replyTo(), record);
    }

    /** The same where nothing but the queue is known. */
    public CompletableFuture<Void> reply(@Nullable String client, TaskRecord record) {
        return publisher.reply(client, record);
    }

    /**
     * Carries out follow-ups.
     *
     * @param message the message of the task that has ended
     * @return done when all are carried out; failed when the broker or the store is away, after which the caller must
     *     try again
     */
    public CompletableFuture<Void> pay(TaskMessage message, FollowUps owed) {
        if (owed.isEmpty()) {
            return PAID;
        }
        return TaskPublisher.all(owed.submission().unsendable().stream().map(each -> kept(message, each.signature())))
                .thenCompose(_ -> TaskPublisher.all(owed.abandoned().stream()
                        .map(record -> results.end(record).thenAccept(_ -> {}))))
                .thenCompose(_ -> send(owed.submission()))
                .thenCompose(_ -> TaskPublisher.all(owed.parts().stream().map(part -> join(message, part))));
    }

    /**
     * Sends messages for which no client can receive an error any more, such as follow-ups. A message that can never be
     * sent becomes a dead letter, and its task ends as a failure with the follow-ups of that failure; the other
     * messages are sent.
     *
     * @return done when each message is sent or is a dead letter; failed when the broker or the store is away
     */
    public CompletableFuture<Void> send(Submission submission) {
        return publisher
                .expect(submission.chords())
                .thenCompose(_ -> TaskPublisher.all(submission.messages().stream()
                        .map(message -> PAID.thenCompose(_ -> publisher.send(message))
                                .exceptionallyCompose(failure -> unsent(message, TaskPublisher.cause(failure))))));
    }

    private CompletableFuture<Void> unsent(TaskMessage message, Throwable cause) {
        if (!TaskPublisher.isForGood(cause)) {
            return CompletableFuture.failedFuture(cause);
        }
        String reason = String.valueOf(cause.getMessage());
        log.warn("message can never be sent, kept as a dead letter: id={} reason={}", message.id(), reason);
        TaskRecord.Ended failed = new TaskRecord.Failed(
                message.id(), TaskError.invalidTask(reason), clock.instant(), message.provenance(null, List.of()));
        return kept(message, reason).thenCompose(_ -> settle(message, failed));
    }

    /** A callback, step, errback or body that cannot be read, when it would have been sent. */
    private CompletableFuture<Void> kept(TaskMessage parent, UnreadableSignature signature) {
        log.warn(
                "follow-up cannot be read, kept as a dead letter: parent={} reason={}",
                parent.id(),
                signature.reason());
        return kept(parent, () -> letters.keep(signature, parent, clock.instant()));
    }

    private CompletableFuture<Void> kept(TaskMessage message, String reason) {
        return kept(message, () -> letters.keep(publisher.routed(message), Cause.UNSENDABLE, reason, clock.instant()));
    }

    /** One that cannot even be written has its record, and no letter; an outage of the store is waited for. */
    private static CompletableFuture<Void> kept(TaskMessage message, Supplier<CompletableFuture<Void>> keeping) {
        return PAID.thenCompose(_ -> keeping.get()).exceptionallyCompose(failure -> {
            Throwable cause = TaskPublisher.cause(failure);
            if (cause instanceof StoreUnavailableException) {
                return CompletableFuture.failedFuture(cause);
            }
            log.error("dead letter not kept: id={} task={}", message.id(), message.task(), cause);
            return PAID;
        });
    }

    private CompletableFuture<Void> join(TaskMessage message, CompletedChordMember part) {
        return chords.join(part).thenCompose(joined -> switch (joined) {
            case Join.Waiting() -> PAID;
            case Join.Complete(List<JsonText> values) ->
                pay(message, FollowUps.complete(message, part.body(), values, clock.instant()))
                        .thenCompose(_ -> chords.settle(part.group()));
            case Join.Broken(TaskError error) ->
                broken(message, part, error).thenCompose(_ -> chords.settle(part.group()));
            case Join.Unreadable(TaskError error) -> broken(message, part, error);
            case Join.SizeUnknown(Duration again) -> joinLater(message, part, again);
        });
    }

    private CompletableFuture<Void> broken(TaskMessage message, CompletedChordMember part, TaskError reason) {
        log.warn("chord failed: group={} reason={}", part.group(), reason.message());
        return pay(message, FollowUps.broken(message, part.body(), reason, clock.instant()));
    }

    /**
     * Sends the message of the ended task again after {@code again}. The worker that receives it finds the record of
     * the task and only carries out the follow-ups. A task that ignores its result has no record and would run again,
     * so this process counts its chord member itself after {@code again}.
     */
    private CompletableFuture<Void> joinLater(TaskMessage message, CompletedChordMember part, Duration again) {
        if (message.options().reply().ignoreResult()) {
            CompletableFuture.delayedExecutor(again.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> join(message, part).exceptionally(failure -> {
                        log.warn("part of a chord not counted again: group={}", part.group(), failure);
                        return null;
                    }));
            return PAID;
        }
        return publisher.later(message.repeated(), clock.instant().plus(again));
    }
}

package io.apium.client;

import io.apium.broker.RawMessage;
import io.apium.canvas.ChordPart;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Options;
import io.apium.canvas.TaskMessage;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.store.DeadLetters;
import io.apium.store.DeadLetters.Cause;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.store.ResultStore;
import io.apium.store.StoreUnavailable;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pays what ended tasks owe. Paying twice is the same as paying once. */
public final class Debts {

    private static final CompletableFuture<Void> PAID = CompletableFuture.completedFuture(null);
    private static final Logger log = LoggerFactory.getLogger(Debts.class);

    private final Sender sender;
    private final ResultStore results;
    private final ChordStore chords;
    private final DeadLetters letters;
    private final InstantSource clock;

    public Debts(
            Sender sender, ResultStore results, ChordStore chords, DeadLetters letters, InstantSource clock) {
        this.sender = sender;
        this.results = results;
        this.chords = chords;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * Writes how a task ended, unless nobody wants to know, and pays what it owes by the record that stands.
     *
     * @return done when nothing is owed any more
     */
    public CompletableFuture<Void> settle(TaskMessage message, TaskRecord.Ended ended) {
        CompletableFuture<TaskRecord.Ended> record = message.options().reply().ignoreResult()
                ? CompletableFuture.completedFuture(ended)
                : results.end(ended);
        return record.thenCompose(standing -> pay(message, standing));
    }

    /** The same for a task whose end is written already. */
    public CompletableFuture<Void> pay(TaskMessage message, TaskRecord.Ended standing) {
        return reply(message, standing)
                .thenCompose(_ -> pay(message, FollowUps.of(message, standing, clock.instant())));
    }

    /** Tells the Celery client that waits for the task in a queue of its own, if there is one. */
    public CompletableFuture<Void> reply(TaskMessage message, TaskRecord record) {
        Options.Reply reply = message.options().reply();
        return reply.ignoreResult() ? PAID : reply(reply.replyTo(), record);
    }

    /** The same where nothing but the queue is known. */
    public CompletableFuture<Void> reply(@Nullable String client, TaskRecord record) {
        return sender.reply(client, record);
    }

    /**
     * Pays all that is owed. A follow-up that can never be sent has failed, with all that it owes in turn, and is kept as a
     * dead letter; the others are sent.
     *
     * @param message the task whose end made the debt
     * @return done when nothing is owed any more; failed when the broker is away, with the debt still standing
     */
    public CompletableFuture<Void> pay(TaskMessage message, FollowUps owed) {
        if (owed.isEmpty()) {
            return PAID;
        }
        return Sender.all(owed.abandoned().stream()
                        .map(record -> results.end(record).thenAccept(_ -> {})))
                .thenCompose(_ -> sender.send(owed.launch(), (never, reason) -> refuse(message, never, reason)))
                .thenCompose(_ -> Sender.all(owed.parts().stream().map(part -> join(message, part))));
    }

    private CompletableFuture<Void> refuse(TaskMessage message, TaskMessage never, Throwable thrown) {
        String reason = String.valueOf(thrown.getMessage());
        log.warn("follow-up can never be sent id={} task={} parent={}", never.id(), never.task(), message.id(), thrown);
        return kept(never, reason)
                .thenCompose(_ -> settle(
                        never,
                        new TaskRecord.Failed(
                                never.id(),
                                Fault.invalidTask(reason),
                                clock.instant(),
                                never.provenance(null, List.of()))));
    }

    /** One that the store cannot keep either is lost but for its record; while the store is away it is waited for. */
    private CompletableFuture<Void> kept(TaskMessage never, String reason) {
        return PAID.thenCompose(_ -> letters.keep(letter(never, reason))).exceptionallyCompose(failure -> {
            if (failure instanceof StoreUnavailable || failure.getCause() instanceof StoreUnavailable) {
                return CompletableFuture.failedFuture(failure);
            }
            log.error("dead letter not kept id={} task={}", never.id(), never.task(), failure);
            return PAID;
        });
    }

    private DeadLetter letter(TaskMessage never, String reason) {
        QueueName queue = never.options().routing().queue();
        RawMessage written = sender.written(never);
        return new DeadLetter(
                DeadLetter.idOf(Cause.UNSENDABLE, written),
                Cause.UNSENDABLE,
                "it can never be sent: " + reason,
                queue == null ? QueueName.DEFAULT : queue,
                never.id(),
                never.task(),
                written,
                clock.instant());
    }

    private CompletableFuture<Void> join(TaskMessage message, ChordPart part) {
        return chords.join(part).thenCompose(joined -> switch (joined) {
            case Join.Waiting() -> PAID;
            case Join.Complete(List<Payload> values) ->
                pay(message, FollowUps.complete(message, part.body(), values, clock.instant()))
                        .thenCompose(_ -> chords.settle(part.group()));
            case Join.Broken(Fault fault) ->
                pay(message, broken(message, part, fault)).thenCompose(_ -> chords.settle(part.group()));
        });
    }

    private FollowUps broken(TaskMessage message, ChordPart part, Fault reason) {
        return FollowUps.broken(message, part.body(), reason, clock.instant());
    }
}

package io.apium.client;

import io.apium.canvas.ChordPart;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.store.DeadLetters;
import io.apium.store.DeadLetters.Cause;
import io.apium.store.ResultStore;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Fault;
import io.apium.task.Payload;
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

/** Pays what ended tasks owe. Paying twice is the same as paying once. */
public final class Debts {

    private static final Logger log = LoggerFactory.getLogger(Debts.class);
    private static final CompletableFuture<Void> PAID = CompletableFuture.completedFuture(null);

    private final Sender sender;
    private final ResultStore results;
    private final ChordStore chords;
    private final DeadLetters letters;
    private final InstantSource clock;

    public Debts(Sender sender, ResultStore results, ChordStore chords, DeadLetters letters, InstantSource clock) {
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
     * Pays all that is owed.
     *
     * @param message the task whose end made the debt
     * @return done when nothing is owed any more; failed when the broker is away, with the debt still standing
     */
    public CompletableFuture<Void> pay(TaskMessage message, FollowUps owed) {
        if (owed.isEmpty()) {
            return PAID;
        }
        return Sender.all(owed.launch().unsendable().stream().map(each -> kept(message, each.signature())))
                .thenCompose(_ -> Sender.all(owed.abandoned().stream()
                        .map(record -> results.end(record).thenAccept(_ -> {}))))
                .thenCompose(_ -> send(owed.launch()))
                .thenCompose(_ -> Sender.all(owed.parts().stream().map(part -> join(message, part))));
    }

    /**
     * Sends what somebody owes, who cannot be told of a mistake in it any more. A message that can never be sent becomes
     * a dead letter, and its task ends as a failure, with all that follows from that; the other messages are sent.
     *
     * @return done when nothing is owed any more; failed when the broker or the store is away
     */
    public CompletableFuture<Void> send(Launch launch) {
        return sender.expect(launch.chords())
                .thenCompose(_ -> Sender.all(launch.messages().stream()
                        .map(message -> PAID.thenCompose(_ -> sender.send(message))
                                .exceptionallyCompose(failure -> unsent(message, Sender.cause(failure))))));
    }

    private CompletableFuture<Void> unsent(TaskMessage message, Throwable cause) {
        if (!Sender.isForGood(cause)) {
            return CompletableFuture.failedFuture(cause);
        }
        String reason = String.valueOf(cause.getMessage());
        log.warn("message can never be sent, kept as a dead letter: id={} reason={}", message.id(), reason);
        TaskRecord.Ended failed = new TaskRecord.Failed(
                message.id(), Fault.invalidTask(reason), clock.instant(), message.provenance(null, List.of()));
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
        return kept(message, () -> letters.keep(sender.routed(message), Cause.UNSENDABLE, reason, clock.instant()));
    }

    /** One that cannot even be written has its record, and no letter; an outage of the store is waited for. */
    private static CompletableFuture<Void> kept(TaskMessage message, Supplier<CompletableFuture<Void>> keeping) {
        return PAID.thenCompose(_ -> keeping.get()).exceptionallyCompose(failure -> {
            Throwable cause = Sender.cause(failure);
            if (cause instanceof StoreUnavailableException) {
                return CompletableFuture.failedFuture(cause);
            }
            log.error("dead letter not kept: id={} task={}", message.id(), message.task(), cause);
            return PAID;
        });
    }

    private CompletableFuture<Void> join(TaskMessage message, ChordPart part) {
        return chords.join(part).thenCompose(joined -> switch (joined) {
            case Join.Waiting() -> PAID;
            case Join.Complete(List<Payload> values) ->
                pay(message, FollowUps.complete(message, part.body(), values, clock.instant()))
                        .thenCompose(_ -> chords.settle(part.group()));
            case Join.Broken(Fault fault) -> broken(message, part, fault).thenCompose(_ -> chords.settle(part.group()));
            case Join.Unreadable(Fault fault) -> broken(message, part, fault);
            case Join.SizeUnknown(Duration again) -> joinLater(message, part, again);
        });
    }

    private CompletableFuture<Void> broken(TaskMessage message, ChordPart part, Fault reason) {
        log.warn("chord failed: group={} reason={}", part.group(), reason.message());
        return pay(message, FollowUps.broken(message, part.body(), reason, clock.instant()));
    }

    /**
     * The message itself comes again: whoever receives it finds that its task has ended, and only pays what is owed. A task
     * without a record would be run once more, so its part is kept in mind here.
     */
    private CompletableFuture<Void> joinLater(TaskMessage message, ChordPart part, Duration again) {
        if (message.options().reply().ignoreResult()) {
            CompletableFuture.delayedExecutor(again.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> join(message, part).exceptionally(failure -> {
                        log.warn("part of a chord not counted again: group={}", part.group(), failure);
                        return null;
                    }));
            return PAID;
        }
        return sender.later(message.repeated(), clock.instant().plus(again));
    }
}

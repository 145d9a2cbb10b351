package io.apium.client;

import io.apium.broker.MessageTooLarge;
import io.apium.canvas.ChordPart;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Launch;
import io.apium.canvas.TaskMessage;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.store.ResultStore;
import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.TaskRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Pays what ended tasks owe. Paying twice is the same as paying once. */
public final class Debts {

    private static final CompletableFuture<Void> PAID = CompletableFuture.completedFuture(null);
    private static final FollowUps NOTHING = new FollowUps(Launch.NOTHING, List.of(), List.of());

    private final Sender sender;
    private final ResultStore results;
    private final ChordStore chords;
    private final InstantSource clock;

    public Debts(Sender sender, ResultStore results, ChordStore chords, InstantSource clock) {
        this.sender = sender;
        this.results = results;
        this.chords = chords;
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
        return record.thenCompose(standing -> pay(message, FollowUps.of(message, standing, clock.instant())));
    }

    /**
     * Pays all that is owed. A follow-up that is too large to be sent fails, and what was to come after it fails with it.
     *
     * @param message the task whose end made the debt
     * @return done when nothing is owed any more; failed when the broker is away, with the debt still standing
     */
    public CompletableFuture<Void> pay(TaskMessage message, FollowUps owed) {
        return owed.isEmpty() ? PAID : pay(message, owed, reason -> FollowUps.unsent(message, reason, clock.instant()));
    }

    private CompletableFuture<Void> pay(TaskMessage message, FollowUps owed, Function<Fault, FollowUps> otherwise) {
        return Sender.all(owed.abandoned().stream()
                        .map(record -> results.end(record).thenAccept(_ -> {})))
                .thenCompose(_ -> sender.send(owed.launch()))
                .exceptionallyCompose(failure -> instead(message, failure, otherwise))
                .thenCompose(_ -> Sender.all(owed.parts().stream().map(part -> join(message, part))));
    }

    private CompletableFuture<Void> instead(
            TaskMessage message, Throwable failure, Function<Fault, FollowUps> otherwise) {
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        return reason instanceof MessageTooLarge tooLarge
                ? pay(message, otherwise.apply(Fault.invalidTask(String.valueOf(tooLarge.getMessage()))), _ -> NOTHING)
                : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<Void> join(TaskMessage message, ChordPart part) {
        return chords.join(part).thenCompose(joined -> switch (joined) {
            case Join.Waiting() -> PAID;
            case Join.Complete(List<Payload> values) ->
                pay(
                                message,
                                FollowUps.complete(message, part.body(), values, clock.instant()),
                                reason -> broken(message, part, reason))
                        .thenCompose(_ -> chords.settle(part.group()));
            case Join.Broken(Fault fault) ->
                pay(message, broken(message, part, fault)).thenCompose(_ -> chords.settle(part.group()));
        });
    }

    private FollowUps broken(TaskMessage message, ChordPart part, Fault reason) {
        return FollowUps.broken(message, part.body(), reason, clock.instant());
    }
}

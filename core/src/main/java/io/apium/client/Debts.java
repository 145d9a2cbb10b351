package io.apium.client;

import io.apium.canvas.ChordPart;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.store.ResultStore;
import io.apium.task.Fault;
import io.apium.task.Payload;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Pays what ended tasks owe. Paying twice is the same as paying once. */
public final class Debts {

    private static final CompletableFuture<Void> PAID = CompletableFuture.completedFuture(null);

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
     * @param message the task whose end made the debt
     * @return done when nothing is owed any more; failed when the broker is away, with the debt still standing
     */
    public CompletableFuture<Void> pay(TaskMessage message, FollowUps owed) {
        if (owed.isEmpty()) {
            return PAID;
        }
        return Sender.all(owed.abandoned().stream()
                        .map(record -> results.end(record).thenAccept(_ -> {})))
                .thenCompose(_ -> sender.send(owed.launch()))
                .thenCompose(_ -> Sender.all(owed.parts().stream().map(part -> join(message, part))));
    }

    private CompletableFuture<Void> join(TaskMessage message, ChordPart part) {
        return chords.join(part).thenCompose(joined -> switch (joined) {
            case Join.Waiting() -> PAID;
            case Join.Complete(List<Payload> values) ->
                pay(message, FollowUps.complete(message, part.body(), values, clock.instant()))
                        .thenCompose(_ -> chords.settle(part.group()));
            case Join.Broken(Fault fault) ->
                pay(message, FollowUps.broken(message, part.body(), fault, clock.instant()))
                        .thenCompose(_ -> chords.settle(part.group()));
        });
    }
}
